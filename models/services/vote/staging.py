"""A file of public credentials in temporary tables, where it is compared with the roll."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path

from models.errors import CredentialsUnusable, RollChanged
from models.notices.public import NOT_WHOLE, PublicFile, PublicNotice
from models.storage.dialect import Dialect
from models.tables.notices import NoticeState
from models.views.progress import Counted, Progress, Stage, Tell
from models.voting.group import parse_point

PORTION = 5_000
"""Notices that are staged together, and credentials that are told together."""

_STAGING_SQL = (
    "CREATE TEMPORARY TABLE scrutin_line (scrutin INTEGER PRIMARY KEY)",
    "CREATE TEMPORARY TABLE notice_line (number INTEGER PRIMARY KEY, uid VARCHAR(64))",
    """CREATE TEMPORARY TABLE link_line (
        number INTEGER, scrutin INTEGER, link VARCHAR(64), PRIMARY KEY (number, scrutin))""",
    """CREATE TEMPORARY TABLE credential_line (
        scrutin INTEGER, key VARCHAR(64), PRIMARY KEY (scrutin, key))""",
)
_INDEX_SQL = "CREATE INDEX notice_line_uid ON notice_line (uid)"
_STAGED = ("scrutin_line", "notice_line", "link_line", "credential_line")

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
    SELECT 1 FROM roll_entry r JOIN scrutin_line s ON s.scrutin = r.scrutin_id
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
            JOIN scrutin_line s ON s.scrutin = r.scrutin_id
            WHERE NOT EXISTS (SELECT 1 FROM link_line k
                WHERE k.number = l.number AND k.scrutin = r.scrutin_id)) AS changed"""  # noqa: S608

_WRITE_SQL = (
    "DELETE FROM public_credential",
    "DELETE FROM notice_link",
    "DELETE FROM notice",
    f"""INSERT INTO notice (number, elector_id, state, given_by, witness, reason)
    SELECT l.number, e.id,
        CASE WHEN l.uid IS NULL THEN '{NoticeState.SPARE}' ELSE '{NoticeState.HELD}' END, '', '', ''
    FROM notice_line l LEFT JOIN elector e ON e.uid = l.uid ORDER BY l.number""",  # noqa: S608
    """INSERT INTO notice_link (notice_id, scrutin_id, link)
    SELECT number, scrutin, link FROM link_line ORDER BY number, scrutin""",
    """INSERT INTO public_credential (scrutin_id, key)
    SELECT scrutin, key FROM credential_line ORDER BY scrutin, key""",
)


class StagedFile:
    """A file that is read into temporary tables of an open connection.

    Raises:
        CredentialsUnusable: From any of its methods: the file is not whole, or does not fit
            together.
    """

    def __init__(self, dialect: Dialect, path: Path, file: PublicFile, scrutins: list[int]) -> None:
        """Take what is read.

        Args:
            dialect: Of the connection.
            path: Of the file, for the sentence.
            file: Open, nothing of it being read but its header.
            scrutins: Ids of the scrutins of its header.
        """
        self._dialect = dialect
        self._path = path
        self._file = file
        self._scrutins = scrutins
        self._links = 0

    @staticmethod
    def tables(dialect: Dialect) -> AbstractContextManager[None]:
        """Hold the temporary tables, empty."""
        return dialect.temporary_tables(_STAGING_SQL)

    def fill(self, tell: Tell) -> None:
        """Read the whole file, a portion at a time being in memory."""
        dialect, header = self._dialect, self._file.header
        count = Counted(tell, Stage.READING, header.electors + header.spares)
        with dialect.private_transaction():
            dialect.copy_rows("scrutin_line", ("scrutin",), [(one,) for one in self._scrutins])
            while some := list(islice(self._file.notices, PORTION)):
                self._stage_notices(some)
                count.add(len(some))
            keys = self._keys(Counted(tell, Stage.CHECKING, self._links))
            dialect.copy_rows("credential_line", ("scrutin", "key"), keys)
            dialect.run(_INDEX_SQL)

    def compare(self, tell: Tell) -> int:
        """Compare what was read with the roll; return how many credentials there are.

        Raises:
            RollChanged: It is not this roll's.
        """
        dialect = self._dialect
        tell(Progress(Stage.COMPARING, 0, 1))
        dialect.refresh_statistics(*_STAGED)
        if dialect.one(_TWICE_SQL) or dialect.one(_UNEVEN_SQL):
            raise self._not_whole()
        added, left, changed = (dialect.one(sql) for sql in (_ADDED_SQL, _LEFT_SQL, _CHANGED_SQL))
        if added or left or changed:
            raise RollChanged(added=added, left=left, changed=changed)
        tell(Progress(Stage.COMPARING, 1, 1))
        return self._links

    def write(self) -> None:
        """Put what was read in place of what is loaded, in the order of the keys."""
        for statement in _WRITE_SQL:
            self._dialect.run(statement)

    def _stage_notices(self, some: list[PublicNotice]) -> None:
        """Put notices and their links into the tables; one of the reserve has every scrutin."""
        scrutins = self._scrutins
        if any(one.uid is None and len(one.links) != len(scrutins) for one in some):
            raise self._not_whole()
        people = [(one.number, one.uid) for one in some]
        links = [(one.number, scrutins[place], link) for one in some for place, link in one.links]
        self._dialect.copy_rows("notice_line", ("number", "uid"), people)
        self._dialect.copy_rows("link_line", ("number", "scrutin", "link"), links)
        self._links += len(links)

    def _keys(self, count: Counted) -> Iterator[tuple[int, str]]:
        """Yield the scrutin and the key of each credential, a point of the group."""
        for done, one in enumerate(self._file.credentials, 1):
            try:
                parse_point(one.key)
            except ValueError:
                raise self._not_whole() from None
            yield self._scrutins[one.place], one.key
            if done % PORTION == 0:
                count.add(PORTION)

    def _not_whole(self) -> CredentialsUnusable:
        return CredentialsUnusable(NOT_WHOLE.format(path=self._path))
