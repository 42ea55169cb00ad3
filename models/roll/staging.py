"""Where the lines of a roll wait, blocking no one, until all of them are known to fit.

Temporary tables: only this connection sees them, and filling them holds no lock
on the election's own. No NUMEN is in them, only its keyed digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TypeAlias

from models.storage.dialect import Dialect

StagedLine: TypeAlias = tuple[
    int, int, int, str | None, str | None, str, str, str, str, str, str, str, str, str
]
"""Line, elector, number of the set of scrutins, digests of the NUMEN of this person and of anybody;
then uid to school."""

_TABLES_SQL = (
    """CREATE TEMPORARY TABLE roll_line (
        line INTEGER PRIMARY KEY, elector INTEGER NOT NULL, scrutin_set INTEGER NOT NULL,
        numen TEXT, same_numen TEXT, uid TEXT NOT NULL, mail TEXT NOT NULL, civility TEXT NOT NULL,
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
_LINE_COLUMNS = (
    "line",
    "elector",
    "scrutin_set",
    "numen",
    "same_numen",
    "uid",
    "mail",
    "civility",
    "last_name",
    "first_name",
    "corps",
    "department",
    "uai",
    "school",
)


def staging_tables(dialect: Dialect) -> AbstractContextManager[None]:
    """Return a context with the empty temporary tables of an import, on an open connection."""
    return dialect.temporary_tables(_TABLES_SQL)


def stage(dialect: Dialect, lines: Iterable[StagedLine]) -> None:
    """Put lines into their temporary table."""
    with dialect.private_transaction():
        dialect.copy_rows("roll_line", _LINE_COLUMNS, lines)
    dialect.refresh_statistics("roll_line")


def stage_sets(dialect: Dialect, sets: Iterable[tuple[int, int]]) -> None:
    """Put the scrutins of each set into their table: number of the set, id of a scrutin."""
    with dialect.private_transaction():
        dialect.copy_rows("roll_set", ("number", "scrutin"), sets)
    dialect.refresh_statistics("roll_set")
