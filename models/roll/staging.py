"""Where the lines of a roll wait, out of everybody's way, until all of them are known to fit.

Temporary tables: only this connection sees them, and filling them holds no lock
on the election's own. No NUMEN is in them, only its keyed digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from typing import Any, TypeAlias, cast

from peewee import Database, PeeweeException, SqliteDatabase

from models.roll.statements import as_peewee_errors, refresh_statistics, run

StagedLine: TypeAlias = tuple[
    int, int, int, str | None, str, str, str, str, str, str, str, str, str
]
"""Line, elector, number of the set of scrutins, digest of the NUMEN; then uid to school."""

LINES_A_WRITE = 2_000
"""Lines that are sent to a PostgreSQL server together, about 200 kB."""

CACHE_PAGES = 2_000
"""Pages of 4 KiB of SQLite's cache during an import, 8 MB; sorting takes as much again."""

_TABLES_SQL = (
    """CREATE TEMPORARY TABLE roll_line (
        line INTEGER PRIMARY KEY, elector INTEGER NOT NULL, scrutin_set INTEGER NOT NULL,
        numen TEXT, uid TEXT NOT NULL, mail TEXT NOT NULL, civility TEXT NOT NULL,
        last_name TEXT NOT NULL, first_name TEXT NOT NULL, corps TEXT NOT NULL,
        department TEXT NOT NULL, uai TEXT NOT NULL, school TEXT NOT NULL)""",
    """CREATE TEMPORARY TABLE roll_set (
        number INTEGER NOT NULL, scrutin INTEGER NOT NULL, PRIMARY KEY (number, scrutin))""",
    """CREATE TEMPORARY TABLE roll_homonym (
        first_line INTEGER NOT NULL, first_uid TEXT NOT NULL, last_uid TEXT NOT NULL,
        people INTEGER NOT NULL)""",
    "CREATE TEMPORARY TABLE roll_changed (elector INTEGER PRIMARY KEY, line INTEGER NOT NULL)",
    """CREATE TEMPORARY TABLE roll_entry_added (
        elector INTEGER NOT NULL, scrutin INTEGER NOT NULL)""",
    """CREATE TEMPORARY TABLE roll_entry_removed (
        elector INTEGER NOT NULL, scrutin INTEGER NOT NULL)""",
    """CREATE TEMPORARY TABLE roll_left_out (
        elector INTEGER PRIMARY KEY, stays INTEGER NOT NULL)""",
    "CREATE TEMPORARY TABLE roll_numen_due (line INTEGER PRIMARY KEY)",
)
_ADD_LINE_SQL = "INSERT INTO roll_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_TO_SET_SQL = "INSERT INTO roll_set VALUES ({number}, {scrutin})"
_COPY_LINES_SQL = "COPY roll_line FROM STDIN"
_NULL = "\\N"


@contextmanager
def staging_tables(database: Database) -> Iterator[None]:
    """Hold the empty temporary tables of an import, on an open connection."""
    if isinstance(database, SqliteDatabase):
        run(database, f"PRAGMA cache_size = {CACHE_PAGES}")
    else:
        run(database, "DISCARD TEMP")
    for statement in _TABLES_SQL:
        run(database, statement)
    try:
        yield
    finally:
        if not isinstance(database, SqliteDatabase):  # SQLite's go with their connection
            with suppress(PeeweeException):
                run(database, "DISCARD TEMP")


def stage(database: Database, lines: Iterable[StagedLine]) -> None:
    """Put lines into their temporary table."""
    connection = cast(Any, database).connection()
    with as_peewee_errors(), _unlocked_transaction(database):
        if isinstance(database, SqliteDatabase):
            connection.executemany(_ADD_LINE_SQL, lines)
        else:
            _copy(connection, lines)
    refresh_statistics(database, "roll_line")


def stage_sets(database: Database, sets: Iterable[tuple[int, int]]) -> None:
    """Put the scrutins of each set into their table: number of the set, id of a scrutin."""
    with _unlocked_transaction(database):
        for number, scrutin in sets:
            run(database, _ADD_TO_SET_SQL.format(number=number, scrutin=scrutin))
    refresh_statistics(database, "roll_set")


def _unlocked_transaction(database: Database) -> AbstractContextManager[Any]:
    """Return a transaction for temporary tables alone, beside which visits go on writing."""
    if isinstance(database, SqliteDatabase):
        return cast(AbstractContextManager[Any], database.atomic("DEFERRED"))
    return cast(AbstractContextManager[Any], database.atomic())


def _copy(connection: Any, lines: Iterable[StagedLine]) -> None:
    """Send lines in the server's own text form; no cell holds a tab or a line break."""
    remaining = iter(lines)
    with connection.cursor() as cursor, cursor.copy(_COPY_LINES_SQL) as copy:
        while some := list(islice(remaining, LINES_A_WRITE)):
            copy.write("".join(map(_copied, some)))


def _copied(line: StagedLine) -> str:
    number, elector, scrutin_set, numen, *texts = line
    written = "\t".join(texts)
    if "\\" in written:
        written = written.replace("\\", "\\\\")
    return f"{number}\t{elector}\t{scrutin_set}\t{numen or _NULL}\t{written}\n"
