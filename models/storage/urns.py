"""How a database keeps urns, so that where a ballot lies does not tell when it came."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.storage.dialect import Dialect


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


class SqliteUrns(UrnStorage):
    """Those of a SQLite file: whoever copies it has the order of its pages, and its log."""

    rewritten = 15

    def make_durable(self) -> None:
        """Wait for the disk at each commit: otherwise the last ones may be lost, whole."""
        self._dialect.run("PRAGMA synchronous = FULL")


class ServerUrns(UrnStorage):
    """Those of a PostgreSQL server."""

    def make_durable(self) -> None:
        """Wait for the disk at each commit, whatever the role's setting is."""
        self._dialect.run("SET synchronous_commit = on")
