"""Loading the public part of the notices: all of it, or nothing.

The file is read and compared with the roll on temporary tables that are in no one's way; the
transaction at the end only copies them, in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from models.context import Context
from models.errors import CredentialsUnusable, RollChanged
from models.notices.public import NOT_WHOLE, PublicFile, PublicNotice, opened_public_file
from models.services.audit.trail import record
from models.services.shared.roll_lock import import_lock
from models.services.vote.roll_export import EVENT, NOTED
from models.services.vote.seal import require_not_sealed
from models.storage.dialect import Dialect
from models.tables.audit import AuditEvent
from models.tables.electors import Scrutin
from models.tables.installation import Installation
from models.tables.notices import Notice, NoticeState, VoteElection
from models.views.notices import CredentialsReport
from models.views.progress import Counted, Progress, Stage, Tell, tell_nobody
from models.voting.group import parse_point

LOADED = "public_credentials"
"""The fact that holds the fingerprint of the file that was loaded."""

OTHER_ELECTION = (
    "Ces éléments publics sont ceux d'une autre élection : rien n'a été chargé. Prenez le fichier "
    "fait avec la liste de celle-ci."
)
OTHER_EXPORT = (
    "Ces éléments publics viennent d'une liste que ce serveur n'a pas écrite : rien n'a été "
    "chargé. Prenez le fichier fait avec la sienne."
)
ALREADY = (
    "Des éléments publics sont déjà chargés : rien n'a changé. Pour les remplacer, ajoutez "
    "« --replace » ; toutes les notices déjà imprimées ne vaudront plus rien."
)

_STAGING_SQL = (
    "CREATE TEMPORARY TABLE notice_line (number INTEGER PRIMARY KEY, uid VARCHAR(64))",
    """CREATE TEMPORARY TABLE link_line (
        number INTEGER, scrutin INTEGER, link VARCHAR(64), PRIMARY KEY (number, scrutin))""",
    """CREATE TEMPORARY TABLE credential_line (
        scrutin INTEGER, key VARCHAR(64), PRIMARY KEY (scrutin, key))""",
)
_INDEX_SQL = "CREATE INDEX notice_line_uid ON notice_line (uid)"
_STAGED = ("notice_line", "link_line", "credential_line")

_TWICE_SQL = "SELECT COUNT(uid) - COUNT(DISTINCT uid) FROM notice_line"
_UNEVEN_SQL = """
    SELECT COUNT(*) FROM (
        SELECT scrutin FROM (
            SELECT scrutin, COUNT(*) AS links, 0 AS keys FROM link_line GROUP BY scrutin
            UNION ALL
            SELECT scrutin, 0, COUNT(*) FROM credential_line GROUP BY scrutin) AS counted
        GROUP BY scrutin HAVING SUM(links) <> SUM(keys)) AS uneven"""
"""Scrutins that have not a credential for each link."""

_CALLED_SQL = """
    SELECT 1 FROM roll_entry r JOIN vote_election v ON v.scrutin_id = r.scrutin_id
    WHERE r.elector_id = e.id"""
_ADDED_SQL = f"""
    SELECT COUNT(*) FROM elector e WHERE EXISTS ({_CALLED_SQL})
        AND NOT EXISTS (SELECT 1 FROM notice_line l WHERE l.uid = e.uid)"""  # noqa: S608
_LEFT_SQL = f"""
    SELECT COUNT(*) FROM notice_line l WHERE l.uid IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM elector e WHERE e.uid = l.uid AND EXISTS ({_CALLED_SQL}))"""  # noqa: S608
_CHANGED_SQL = f"""
    SELECT COUNT(*) FROM (
        SELECT k.number FROM link_line k
            JOIN notice_line l ON l.number = k.number JOIN elector e ON e.uid = l.uid
            WHERE EXISTS ({_CALLED_SQL}) AND NOT EXISTS (
                SELECT 1 FROM roll_entry r WHERE r.elector_id = e.id AND r.scrutin_id = k.scrutin)
        UNION
        SELECT l.number FROM notice_line l JOIN elector e ON e.uid = l.uid
            JOIN roll_entry r ON r.elector_id = e.id
            JOIN vote_election v ON v.scrutin_id = r.scrutin_id
            WHERE NOT EXISTS (SELECT 1 FROM link_line k
                WHERE k.number = l.number AND k.scrutin = r.scrutin_id)) AS changed"""  # noqa: S608

_WRITE_SQL = (
    f"""INSERT INTO notice (number, elector_id, state, given_by, witness, reason)
    SELECT l.number, e.id,
        CASE WHEN l.uid IS NULL THEN '{NoticeState.SPARE}' ELSE '{NoticeState.HELD}' END, '', '', ''
    FROM notice_line l LEFT JOIN elector e ON e.uid = l.uid ORDER BY l.number""",  # noqa: S608
    """INSERT INTO notice_link (notice_id, scrutin_id, link)
    SELECT number, scrutin, link FROM link_line ORDER BY number, scrutin""",
    """INSERT INTO public_credential (scrutin_id, key)
    SELECT scrutin, key FROM credential_line ORDER BY scrutin, key""",
)
_DROP_SQL = ("DELETE FROM public_credential", "DELETE FROM notice_link", "DELETE FROM notice")


def load_credentials(
    context: Context,
    path: Path,
    *,
    replace: bool = False,
    source: str,
    tell: Tell = tell_nobody,
) -> CredentialsReport:
    """Load the public part of notices that were made from an export of this roll.

    Args:
        context: The open election.
        path: What the machine of the notices has written.
        replace: Drop what was loaded before: the notices that are printed are dead then.
        source: Who loads it, for the audit trail.
        tell: Called with how far it is.

    Raises:
        CredentialsUnusable: The file is not whole, of another election, or others are loaded.
        RollChanged: The roll is not the one that the notices were made from.
        ImportRunning: Another load, or an import of the roll, is running.
    """
    dialect = context.store.dialect
    with (
        opened_public_file(path) as file,
        context.connection(unlimited=True),
        import_lock(context),
        dialect.temporary_tables(_STAGING_SQL),
    ):
        require_not_sealed()
        numbers = _scrutins_of(file)
        _require_own_export(file)
        replaced = Notice.select().exists()
        if replaced and not replace:
            raise CredentialsUnusable(ALREADY)
        _stage(dialect, path, file, numbers, tell)
        credentials = _compare(dialect, path, tell)
        with context.store.database.atomic():
            require_not_sealed()
            tell(Progress(Stage.KEEPING, 0, 1))
            _write(context, file, source)
        dialect.settle()
        dialect.refresh_statistics("notice", "notice_link", "public_credential")
    header = file.header
    return CredentialsReport(
        header.electors, header.spares, credentials, replaced, file.fingerprint
    )


def _scrutins_of(file: PublicFile) -> list[int]:
    """Return the ids of the scrutins of a file, in its order.

    Raises:
        CredentialsUnusable: They are not those of this election.
    """
    rows = VoteElection.select(VoteElection, Scrutin).join(Scrutin)
    known = {(row.scrutin.code, row.uuid): row.scrutin_id for row in rows}
    named = [(one.code, one.uuid) for one in file.header.scrutins]
    if set(named) != set(known) or len(named) != len(known):
        raise CredentialsUnusable(OTHER_ELECTION)
    return [known[one] for one in named]


def _require_own_export(file: PublicFile) -> None:
    """Require that the audit chain has the export of a file.

    Raises:
        CredentialsUnusable: This server has written no such export.
    """
    event = EVENT.format(fingerprint=file.header.export[:NOTED])
    if not AuditEvent.select().where(AuditEvent.kind == event).exists():
        raise CredentialsUnusable(OTHER_EXPORT)


def _stage(dialect: Dialect, path: Path, file: PublicFile, numbers: list[int], tell: Tell) -> None:
    """Put a whole file into the temporary tables.

    Notices and their links are read together: what a table of the server takes in one stream is
    written in portions, so that no more than a portion is in memory.
    """
    header = file.header
    count = Counted(tell, Stage.READING, header.electors + header.spares)
    with dialect.private_transaction():
        while some := _portion(file.notices, count):
            if any(one.uid is None and len(one.links) != len(numbers) for one in some):
                raise CredentialsUnusable(NOT_WHOLE.format(path=path))
            dialect.copy_rows(
                "notice_line", ("number", "uid"), [(one.number, one.uid) for one in some]
            )
            dialect.copy_rows(
                "link_line",
                ("number", "scrutin", "link"),
                [(one.number, numbers[place], link) for one in some for place, link in one.links],
            )
        dialect.copy_rows("credential_line", ("scrutin", "key"), _keys(path, file, numbers))
        dialect.run(_INDEX_SQL)


PORTION = 5_000
"""Notices that are staged together."""


def _portion(notices: Iterator[PublicNotice], count: Counted) -> list[PublicNotice]:
    some = list(islice(notices, PORTION))
    count.add(len(some))
    return some


def _keys(path: Path, file: PublicFile, numbers: list[int]) -> Iterator[tuple[int, str]]:
    for one in file.credentials:
        try:
            parse_point(one.key)
        except ValueError:
            raise CredentialsUnusable(NOT_WHOLE.format(path=path)) from None
        yield numbers[one.place], one.key


def _compare(dialect: Dialect, path: Path, tell: Tell) -> int:
    """Compare what is staged with the roll; return how many credentials there are.

    Raises:
        CredentialsUnusable: It does not fit together.
        RollChanged: It is not this roll's.
    """
    tell(Progress(Stage.COMPARING, 0, 1))
    dialect.refresh_statistics(*_STAGED)
    if dialect.one(_TWICE_SQL) or dialect.one(_UNEVEN_SQL):
        raise CredentialsUnusable(NOT_WHOLE.format(path=path))
    added, left, changed = (dialect.one(sql) for sql in (_ADDED_SQL, _LEFT_SQL, _CHANGED_SQL))
    if added or left or changed:
        raise RollChanged(added=added, left=left, changed=changed)
    tell(Progress(Stage.COMPARING, 1, 1))
    credentials: int = dialect.one("SELECT COUNT(*) FROM credential_line")
    return credentials


def _write(context: Context, file: PublicFile, source: str) -> None:
    """Copy what is staged in place of what was there, in a transaction."""
    dialect, header = context.store.dialect, file.header
    for statement in (*_DROP_SQL, *_WRITE_SQL):
        dialect.run(statement)
    fact: Any = {"name": LOADED, "value": file.fingerprint}
    Installation.insert(**fact).on_conflict(
        conflict_target=[Installation.name], update={Installation.value: file.fingerprint}
    ).execute()
    counts = f"{header.electors}+{header.spares}"
    record(context, f"load_notices/{counts}/{file.fingerprint[:NOTED]}", "", source)
