"""What differs between kinds of databases: everything else asks no question about it.

Peewee writes most statements for either kind. What it has no words for, or what
only one kind needs, is a method here, with the same meaning on both: a service
never asks which database it works with.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import peewee
from peewee import Database, Expression, Query

if TYPE_CHECKING:
    from models.storage.aside import Aside
    from models.storage.urns import UrnStorage

SomeQuery = TypeVar("SomeQuery", bound=Query)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, for what rewrites the column."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a check says of a database that answers.

    Attributes:
        product: « PostgreSQL 17.2 ».
        encrypted: The connection is encrypted; None if there is none to encrypt.
        local: The connection does not leave this machine.
    """

    product: str
    encrypted: bool | None
    local: bool


PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
"""Those of a whole table on a server."""


@dataclass(frozen=True, slots=True)
class HeldRights:
    """What the role of a connection may do.

    Attributes:
        superuser: Everything, or making itself able to.
        makes_tables: Whether it may make tables.
        privileges: Tables with the names of the privileges on the whole of them.
    """

    superuser: bool
    makes_tables: bool
    privileges: frozenset[tuple[str, str]]


ROWS_AT_ONCE = 2_000
"""Rows that are held in memory during a load or a reading."""


class Dialect(ABC):
    """One kind of database, bound to one.

    Methods that read or write need an open connection; those marked « in a
    transaction » need one too.

    Attributes:
        database: Peewee's database.
        begin_snapshot: Statement that begins a transaction which keeps seeing one moment.
        urns: How it keeps them.
    """

    database: Database
    begin_snapshot: str
    urns: UrnStorage

    def run(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run a statement; return the driver's cursor, whose rows are tuples."""
        return cast(Any, self.database).execute_sql(statement, values or None)

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Return the only value that a statement gives."""
        return self.run(statement, values).fetchone()[0]

    def driver_connection(self) -> Any:
        """Return the driver's own connection of this thread: Peewee neither streams nor copies."""
        return cast(Any, self.database).connection()

    # Opening

    @abstractmethod
    def prepare(self) -> None:
        """Make the database's file, private to its owner, if it has one and lacks it."""

    @abstractmethod
    def is_present(self) -> bool:
        """Return whether the database's file exists, if it has one."""

    @abstractmethod
    def require_present(self) -> None:
        """Require the database's file.

        Raises:
            DatabaseUnavailable: It does not exist.
        """

    @abstractmethod
    def keep_open(self) -> None:
        """Hold what makes the next connection cheap, until `close`."""

    @abstractmethod
    def close(self) -> None:
        """Close what is held open."""

    @abstractmethod
    def lift_limits(self) -> None:
        """Let the statements of this thread's connection last as long as they need."""

    @abstractmethod
    def wait_for_locks(self, seconds: float) -> None:
        """Have this thread's connection wait no longer for what others hold; more than 0."""

    @abstractmethod
    def files(self) -> list[Path]:
        """Return the files that the database lives in, existing or not; none on a server."""

    @abstractmethod
    def is_foreign(self, history: str) -> bool:
        """Return whether the database holds tables of another program, changing nothing.

        Args:
            history: The table that every database of this program has.
        """

    @abstractmethod
    def facts(self) -> Facts:
        """Return what a check says of it."""

    @abstractmethod
    def rights(self, tables: Sequence[str]) -> HeldRights | None:
        """Return what the role of this connection may do, None where there are no roles.

        Args:
            tables: Names of the tables that are asked about.
        """

    @abstractmethod
    def time(self) -> datetime | None:
        """Return the present of another machine's clock, aware; None on this machine."""

    # Locks

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """Wait until no other process migrates, and hold that; opens its own connection."""

    @abstractmethod
    def try_lock(self, number: int) -> AbstractContextManager[bool]:
        """Hold a lock shared by all machines; yields False if another one holds it.

        The locks of this machine's processes are files, whatever the database.
        """

    @abstractmethod
    def lock(self, number: int) -> AbstractContextManager[None]:
        """Wait for a lock shared by all machines, however long, and hold it."""

    @abstractmethod
    def locked(self, query: SomeQuery, *, skip_locked: bool = False) -> SomeQuery:
        """Return a query whose rows are locked until the transaction ends.

        Args:
            query: A `SELECT`.
            skip_locked: Leave out rows that others have locked.
        """

    @abstractmethod
    def lock_rows(self, statement: str) -> None:
        """Lock the rows that a `SELECT` finds, in a transaction."""

    @abstractmethod
    def serialise(self, lock: Callable[[], object]) -> None:
        """Let transactions that write about the same row come one after the other, in one.

        Args:
            lock: Writes that row, which locks it until the transaction ends; not called if
                writers come one after the other anyway.
        """

    @abstractmethod
    def lock_tables(self, names: Sequence[str]) -> None:
        """Lock whole tables against every other user, in a transaction."""

    # Reading

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Hold a transaction that sees one moment and writes nothing."""
        self.run(self.begin_snapshot)
        try:
            yield
        finally:
            if not self.database.is_closed():
                self.run("ROLLBACK")

    @abstractmethod
    def stream(
        self, statement: str, values: Sequence[Any], at_once: int = ROWS_AT_ONCE
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a `SELECT` without holding them all, in a transaction.

        Args:
            statement: With the driver's placeholders.
            values: One for each of them.
            at_once: Rows that a server sends together: fewer if they are long.
        """

    @abstractmethod
    def joined_text(self, column: Any, separator: str) -> Any:
        """Return the aggregate that joins the texts of a column."""

    @abstractmethod
    def is_one_of(self, column: Any, values: Sequence[str] | Sequence[int]) -> Expression:
        """Return the condition that a column is one of many values, all texts or all numbers.

        They are sent as one.
        """

    @abstractmethod
    def ten_minutes_of(self, column: Any) -> Expression:
        """Return the expression of the ten minutes that a moment lies in, to group by it.

        One local day of any time zone holds all of them; `start_of` reads them.
        """

    # Writing much

    @abstractmethod
    def temporary_tables(self, statements: Iterable[str]) -> AbstractContextManager[None]:
        """Hold the temporary tables that some statements make."""

    @abstractmethod
    def private_transaction(self) -> AbstractContextManager[Any]:
        """Return a transaction on temporary tables, which blocks no one."""

    @abstractmethod
    def copy_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Load many rows into a table, in a transaction.

        Args:
            table: Its name.
            columns: The columns that the rows give.
            rows: One value a column, as the driver takes it.
        """

    @abstractmethod
    def aside(self, tables: Sequence[str]) -> Aside | None:
        """Return what writes whole tables again beside those in use, outside of a transaction.

        Args:
            tables: Those that no one else writes to meanwhile.

        Returns:
            None if a long transaction keeps nobody from writing elsewhere.
        """

    @abstractmethod
    def checks_postponed(self, table: str, entries: str) -> AbstractContextManager[None]:
        """Drop what checks each row of a first load, and make it again at the end.

        In a transaction. Only for tables that no one reads yet.

        Args:
            table: The people.
            entries: What refers to them.
        """

    @abstractmethod
    def continue_numbers(self, table: str, key: str = "id") -> None:
        """Number the next row after those that were written with their numbers."""

    @abstractmethod
    def newest_number(self, table: str) -> int:
        """Return the greatest number that a row of a table has or had, 0 if none had any."""

    @abstractmethod
    def refresh_statistics(self, *tables: str) -> None:
        """Refresh the planner's statistics of tables, unless the database does so by itself."""

    @abstractmethod
    def tidy(self, *tables: str) -> None:
        """Have tables that were written anew be read from their indexes, outside a transaction."""

    @abstractmethod
    def settle(self) -> None:
        """Give back what a large load has left behind, outside of any transaction."""

    # Erasing

    @abstractmethod
    def erase(self, tables: Sequence[str], *blanks: Column) -> None:
        """Delete all rows of tables, and blank text columns, in a transaction.

        Nothing of either may be left in a file that the transaction replaces.

        Args:
            tables: Those that others refer to first.
            blanks: Text columns of other tables.

        Raises:
            DatabaseBusy: Others use one of the tables.
        """

    @abstractmethod
    def give_back_room(self) -> bool:
        """Rewrite the files that may hold deleted rows, outside of any transaction.

        Returns:
            Whether no file holds them any more: False while others still read old rows.
        """


def start_of(ten_minutes: str | datetime) -> datetime:
    """Return the beginning of what `Dialect.ten_minutes_of` has grouped by, naive, in UTC."""
    if isinstance(ten_minutes, str):
        return datetime.fromisoformat(f"{ten_minutes}0")
    return ten_minutes


as_peewee_errors: AbstractContextManager[None] = cast(Any, peewee).__exception_wrapper__
"""A context in which what a driver raises becomes Peewee's, as in Peewee's own calls."""
