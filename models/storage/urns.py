"""How a database keeps urns, so that where a ballot lies does not tell when it came."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from peewee import OperationalError, PeeweeException

from models.errors import DatabaseBusy
from models.storage.faults import unavailable

if TYPE_CHECKING:
    from models.storage.dialect import Dialect

LONGEST_WAIT_SQL = "SET LOCAL lock_timeout = '30s'"
IN_ORDER_SQL = (
    "CREATE TEMPORARY TABLE in_order ON COMMIT DROP AS SELECT * FROM {table} ORDER BY {key}",
    "TRUNCATE {table}",
    "INSERT INTO {table} SELECT * FROM in_order ORDER BY {key}",
)
"""Writes a table again, with its indexes and what is kept apart of its long values: each row by one
transaction, numbered in this order. `CLUSTER` keeps the transactions by which the rows came, and
the numbers of their long values; another table in its place would lose rights and rules."""
PATIENCE = 0.2
"""Seconds for which whoever reads the log is waited for, before it is left to the next ballot."""


class UrnStorage(ABC):
    """The urns of one kind of database; each method needs an open connection.

    Attributes:
        rewritten: How many ballots are written again beside each new one, so that its place in
            the file does not tell that it is new.
    """

    rewritten: int = 0

    def __init__(self, dialect: Dialect) -> None:
        """Take whose urns they are."""
        self._dialect = dialect

    @abstractmethod
    def make_durable(self) -> None:
        """Have the transactions of this connection outlive a power cut; outside of one."""

    @abstractmethod
    def forget_order(self, table: str, key: Sequence[str]) -> bool:
        """Write closed urns again in the order of their key, outside of any transaction.

        Nothing of what the database keeps then tells in which order the rows came. Interrupted, it
        leaves them as they were.

        Args:
            table: To which no other one refers.
            key: Its columns.

        Returns:
            Whether it is so: False while others still read old rows.

        Raises:
            DatabaseBusy: Others use the table.
        """

    @abstractmethod
    def hold(self, table: str) -> None:
        """Keep a table as it is while a snapshot is read: first in the snapshot.

        One that has begun before the table was written again would find it empty.
        """

    @abstractmethod
    def forget_last(self) -> None:
        """Keep nothing that tells which ballot was put in last, once it is there for good."""


class SqliteUrns(UrnStorage):
    """Those of a SQLite file: whoever copies it has the order of its pages, and its log."""

    rewritten = 15

    def make_durable(self) -> None:
        """Wait for the disk at each commit: otherwise the last ones may be lost, whole."""
        self._dialect.run("PRAGMA synchronous = FULL")

    def forget_order(self, table: str, key: Sequence[str]) -> bool:
        """Rewrite the whole file.

        Pages are numbered as rows come, and stay where they are: `VACUUM` fills new ones table by
        table, each in the order of its key, and leaves no free one.
        """
        return self._dialect.give_back_room()

    def forget_last(self) -> None:
        """Copy the log back into the file and empty it.

        From one of its commits to the next there is one ballot more, beside the line of whoever
        signed. Where somebody reads an older state, or the disk is full, the ballot is in the urn
        all the same: the log is emptied with the next one.
        """
        with suppress(PeeweeException):
            self._dialect.wait_for_locks(PATIENCE)
            self._dialect.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def hold(self, table: str) -> None:
        """Do nothing: a snapshot reads the pages that it has begun with."""


class ServerUrns(UrnStorage):
    """Those of a PostgreSQL server."""

    def make_durable(self) -> None:
        """Wait for the disk at each commit, whatever the role's setting is."""
        self._dialect.run("SET synchronous_commit = on")

    def forget_order(self, table: str, key: Sequence[str]) -> bool:
        """Copy the rows into new files of the same table; the old ones go with the transaction."""
        names = {"table": f'"{table}"', "key": ", ".join(f'"{name}"' for name in key)}
        try:
            with self._dialect.database.atomic():
                self._dialect.run(LONGEST_WAIT_SQL)
                self._dialect.lock_tables([table])
                for statement in IN_ORDER_SQL:
                    self._dialect.run(statement.format(**names))
        except OperationalError as error:
            if isinstance(unavailable(error), DatabaseBusy):
                raise DatabaseBusy from error
            raise
        self._dialect.tidy(table)
        return True

    def forget_last(self) -> None:
        """Do nothing: the order goes when the urn is rewritten, at its closing."""

    def hold(self, table: str) -> None:
        """Lock it against being written again; no statement before has set the snapshot's moment.

        `TRUNCATE` empties a table for older snapshots too (PostgreSQL manual, « Caveats » of MVCC).
        """
        self._dialect.run(f'LOCK TABLE "{table}" IN ACCESS SHARE MODE')
