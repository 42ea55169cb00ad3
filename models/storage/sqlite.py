"""SQLite: one file, one writer at a time."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import finalize

from peewee import SQL, Expression, SqliteDatabase, Table, fn

from models.errors import DatabaseUnavailable
from models.files.private import file_lock, make_private_directory
from models.storage.dialect import (
    ROWS_AT_ONCE,
    Column,
    Dialect,
    Facts,
    HeldRights,
    SomeQuery,
    as_peewee_errors,
)
from models.storage.faults import database_errors
from models.storage.urns import SqliteUrns

if TYPE_CHECKING:
    from models.storage.aside import Aside

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another one."""

LOG_PAGES = 8000
"""Pages of 4 KiB of SQLite's log before it is copied back into the file, 32 MB: the call that
happens to write then waits for the copy, at 1000 pages one call in a hundred does."""

CACHE_PAGES = 2_000
"""Pages of 4 KiB of the cache during an import, 8 MB; sorting takes as much again."""

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database belongs to it."""

NO_FILE = "le fichier {path} n'existe pas"

INDEXES_SQL = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"""


class SqliteDialect(Dialect):
    """A SQLite file; see `Dialect` for what each method means."""

    begin_snapshot = "BEGIN DEFERRED"  # up to where the log ends now; writers go on behind it

    def __init__(self, path: Path, locks: Path) -> None:
        """Take the file, and the directory for the locks between processes; opens nothing."""
        self.path = path
        self._locks = locks
        self._kept: sqlite3.Connection | None = None
        self.urns = SqliteUrns(self)
        self.database = SqliteDatabase(
            str(path),
            autoconnect=False,
            lock_type="IMMEDIATE",
            timeout=BUSY_TIMEOUT,
            pragmas={
                "journal_mode": "wal",
                "foreign_keys": 1,
                "synchronous": "normal",
                "secure_delete": 1,
                "wal_autocheckpoint": LOG_PAGES,
            },
        )

    # Opening

    def prepare(self) -> None:
        """Make the file (0600), in a directory of its own (0700) if that is missing too."""
        if self.path.exists():
            return
        if not self.path.parent.exists():
            make_private_directory(self.path.parent)
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600))

    def is_present(self) -> bool:
        """Return whether the file exists."""
        return self.path.exists()

    def require_present(self) -> None:
        """Require the file: SQLite would make an empty one."""
        if not self.is_present():
            raise DatabaseUnavailable(reason=NO_FILE.format(path=self.path))

    def keep_open(self) -> None:
        """Hold an idle connection.

        The last connection that closes copies the whole log back into the
        file: 3 ms a call if every call were the last one.
        """
        if self._kept is not None:
            return
        kept = sqlite3.connect(self.path, check_same_thread=False)
        try:
            kept.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            kept.close()
            raise
        if self._kept is not None:  # another thread was first
            kept.close()
            return
        self._kept = kept
        finalize(self, kept.close)

    def close(self) -> None:
        """Close the idle connection."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    def lift_limits(self) -> None:
        """Do nothing: SQLite has no such limit."""

    def wait_for_locks(self, seconds: float) -> None:
        """Set the time-out of the connection."""
        self.run(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")

    def files(self) -> list[Path]:
        """Return the database and what SQLite keeps beside it."""
        return [self.path.with_name(self.path.name + suffix) for suffix in BESIDE]

    def is_foreign(self, history: str) -> bool:
        """Look into the file through a connection that cannot change a bit of it."""
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        with database_errors(), closing(sqlite3.connect(uri, uri=True)) as file:
            names = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
        return bool(names) and history not in names

    def facts(self) -> Facts:
        """Return the version of the library."""
        return Facts(f"SQLite {sqlite3.sqlite_version}", encrypted=None, local=True)

    def rights(self, tables: Sequence[str]) -> HeldRights | None:
        """Return None: who may write the file may do everything."""
        return None

    def time(self) -> datetime | None:
        """Return None: there is no other machine."""
        return None

    # Locks

    def alone(self) -> AbstractContextManager[None]:
        """Return a file lock: no process of another machine uses the file."""
        return file_lock(self._locks / "migrate.lock")

    @contextmanager
    def try_lock(self, number: int) -> Iterator[bool]:
        """Hold nothing: no process of another machine uses the file."""
        yield True

    @contextmanager
    def lock(self, number: int) -> Iterator[None]:
        """Hold nothing, for the same reason."""
        yield

    def locked(self, query: SomeQuery, *, skip_locked: bool = False) -> SomeQuery:
        """Return the query: the transaction has locked the whole file."""
        return query

    def lock_rows(self, statement: str) -> None:
        """Do nothing, for the same reason."""

    def serialise(self, lock: Callable[[], object]) -> None:
        """Do nothing, for the same reason."""

    def lock_tables(self, names: Sequence[str]) -> None:
        """Do nothing, for the same reason."""

    # Reading

    def stream(
        self, statement: str, values: Sequence[Any], at_once: int = ROWS_AT_ONCE
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as the driver's cursor gives them."""
        with as_peewee_errors:
            yield from self.driver_connection().execute(statement, values)

    def joined_text(self, column: Any, separator: str) -> Any:
        """Return GROUP_CONCAT."""
        return fn.GROUP_CONCAT(column, separator)

    def is_one_of(self, column: Any, values: Sequence[str] | Sequence[int]) -> Expression:
        """Return the membership in what a JSON array holds."""
        listed = SQL("(SELECT value FROM json_each(?))", [json.dumps(list(values))])
        return cast(Expression, column.in_(listed))

    def ten_minutes_of(self, column: Any) -> Expression:
        """Return the text of a moment but for its last digit of minutes."""
        piece: Any = fn.SUBSTR(column, 1, 15)
        return cast(Expression, piece.coerce(False))

    # Writing much

    @contextmanager
    def temporary_tables(self, statements: Iterable[str]) -> Iterator[None]:
        """Make tables that go with their connection."""
        self.run(f"PRAGMA cache_size = {CACHE_PAGES}")
        for statement in statements:
            self.run(statement)
        yield

    def private_transaction(self) -> AbstractContextManager[Any]:
        """Return a transaction that takes no write lock: temporary tables are not in the file."""
        return cast(AbstractContextManager[Any], self.database.atomic("DEFERRED"))

    def copy_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert the rows some thousand at a time."""
        names = ", ".join(f'"{name}"' for name in columns)
        places = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608
        connection, remaining = self.driver_connection(), iter(rows)
        with as_peewee_errors:
            while some := list(islice(remaining, ROWS_AT_ONCE)):
                connection.executemany(statement, some)

    def aside(self, tables: Sequence[str]) -> Aside:
        """Return what writes them in short turns."""
        from models.storage.aside import Aside

        return Aside(self, tables)

    @contextmanager
    def checks_postponed(self, table: str, entries: str) -> Iterator[None]:
        """Drop the indexes of the people.

        Sorting the names of a million people once is several times quicker than
        finding the place of each.
        """
        found = self.run(INDEXES_SQL, (table,)).fetchall()
        for name, _ in found:
            self.run(f"DROP INDEX {name}")
        yield
        for _, statement in found:
            self.run(statement)

    def continue_numbers(self, table: str, key: str = "id") -> None:
        """Do nothing: the next number follows the greatest one."""

    def newest_number(self, table: str) -> int:
        """Ask the table, and where SQLite keeps the last number that it gave."""
        statement = f"""SELECT COALESCE(MAX(number), 0) FROM (
            SELECT MAX(id) AS number FROM "{table}"
            UNION ALL SELECT seq FROM sqlite_sequence WHERE name = ?)"""  # noqa: S608
        number: int = self.run(statement, (table,)).fetchone()[0]
        return number

    def refresh_statistics(self, *tables: str) -> None:
        """Do nothing: the queries here need none (measured at a million electors)."""

    def tidy(self, *tables: str) -> None:
        """Do nothing: an index needs no table beside."""

    def settle(self) -> None:
        """Copy the log back into the file, then shorten the log if nobody reads it.

        Shortening keeps others from writing, and would wait for readers as long as a writer
        waits: by then nothing is left to copy, and it waits for none.
        """
        self.run("PRAGMA wal_checkpoint(PASSIVE)")
        self.run("PRAGMA busy_timeout = 0")
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.wait_for_locks(BUSY_TIMEOUT)

    # Erasing

    def erase(self, tables: Sequence[str], *blanks: Column) -> None:
        """Delete the rows, and what a killed import left; their bytes go with `give_back_room`."""
        from models.storage.aside import left_over

        for name in left_over(self):
            self.run(f'DROP TABLE "{name}"')
        for name in reversed(tables):
            Table(name).bind(self.database).delete().execute()
        for blank in blanks:
            self.run(f"UPDATE {blank.table} SET {blank.name} = ''")  # noqa: S608

    def give_back_room(self) -> bool:
        """Rewrite the file, then empty the log."""
        self.run("VACUUM")
        busy, *_ = self.run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
