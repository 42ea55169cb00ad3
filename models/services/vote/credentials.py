"""Loading the public part of the notices: all of it, or nothing.

The file is read and compared with the roll on temporary tables that are in no one's way; the
transaction at the end only copies them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from peewee import PeeweeException

from models.context import Context
from models.errors import CredentialsUnusable
from models.notices.public import PublicFile, PublicHeader, opened_public_file
from models.services.audit.trail import record
from models.services.shared.roll_lock import import_lock
from models.services.vote.covered import fingerprint_of
from models.services.vote.parts import Part
from models.services.vote.roll_export import EVENT, NOTED
from models.services.vote.seal import CREDENTIALS_LOADED, require_not_sealed
from models.services.vote.staging import StagedFile
from models.storage.dialect import Dialect
from models.tables.audit import AuditEvent
from models.tables.electors import Scrutin
from models.tables.installation import Installation
from models.tables.notices import Notice, VoteElection
from models.views.notices import CredentialsReport
from models.views.progress import Progress, Stage, Tell, tell_nobody

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
        StagedFile.tables(dialect),
    ):
        require_not_sealed()
        staged = StagedFile(dialect, path, file, _scrutins_of(context, file.header))
        _require_own_export(file.header)
        replaced = Notice.select().exists()
        if replaced and not replace:
            raise CredentialsUnusable(ALREADY)
        staged.fill(tell)
        credentials = staged.compare(tell)
        with context.store.database.atomic():
            require_not_sealed()
            tell(Progress(Stage.KEEPING, 0, 1))
            staged.write()
            _note(context, file, source)
        _settle(dialect)
    header = file.header
    return CredentialsReport(
        header.electors, header.spares, credentials, replaced, file.fingerprint
    )


def _scrutins_of(context: Context, header: PublicHeader) -> list[int]:
    """Return the ids of the scrutins of a file, in its order.

    Raises:
        CredentialsUnusable: They are not those of this election.
    """
    rows = VoteElection.select(VoteElection, Scrutin).join(Scrutin)
    wanted = {scrutin.code for scrutin in context.election.scrutins}
    known = {
        (row.scrutin.code, row.uuid): row.scrutin_id for row in rows if row.scrutin.code in wanted
    }
    named = [(one.code, one.uuid) for one in header.scrutins]
    if set(named) != set(known) or len(named) != len(wanted):
        raise CredentialsUnusable(OTHER_ELECTION)
    return [known[one] for one in named]


def _require_own_export(header: PublicHeader) -> None:
    """Require that the audit chain has the export of a file.

    Raises:
        CredentialsUnusable: This server has written no such export.
    """
    event = EVENT.format(fingerprint=header.export[:NOTED])
    if not AuditEvent.select().where(AuditEvent.kind == event).exists():
        raise CredentialsUnusable(OTHER_EXPORT)


def _note(context: Context, file: PublicFile, source: str) -> None:
    """Write down which file was loaded, in its transaction."""
    header, fingerprint = file.header, file.fingerprint
    Installation.insert(name=LOADED, value=fingerprint).on_conflict(
        conflict_target=[Installation.name], update={Installation.value: fingerprint}
    ).execute()
    counts = f"{header.electors}+{header.spares}"
    rows = fingerprint_of(context, Part.CREDENTIALS)
    record(context, CREDENTIALS_LOADED.format(fingerprint=rows[:NOTED]), "", source)
    record(context, f"load_notices/{counts}/{fingerprint[:NOTED]}", "", source)


def _settle(dialect: Dialect) -> None:
    """Settle the database after so many new rows: what goes wrong here is no fault of the load."""
    with suppress(PeeweeException):
        dialect.settle()
        dialect.refresh_statistics("notice", "notice_link", "public_credential")
