"""How a database keeps urns, so that where a ballot lies does not tell when it came."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING

from peewee import PeeweeException

if TYPE_CHECKING:
    from models.storage.dialect import Dialect

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
    def forget_last(self) -> None:
        """Keep nothing that tells which ballot was put in last, once it is there for good."""


class SqliteUrns(UrnStorage):
    """Those of a SQLite file: whoever copies it has the order of its pages, and its log."""

    rewritten = 15

    def make_durable(self) -> None:
        """Wait for the disk at each commit: otherwise the last ones may be lost, whole."""
        self._dialect.run("PRAGMA synchronous = FULL")

    def forget_last(self) -> None:
        """Copy the log back into the file and empty it.

        From one of its commits to the next there is one ballot more, beside the line of whoever
        signed. Where somebody reads an older state, or the disk is full, the ballot is in the urn
        all the same: the log is emptied with the next one.
        """
        with suppress(PeeweeException):
            self._dialect.wait_for_locks(PATIENCE)
            self._dialect.run("PRAGMA wal_checkpoint(TRUNCATE)")


class ServerUrns(UrnStorage):
    """Those of a PostgreSQL server."""

    def make_durable(self) -> None:
        """Wait for the disk at each commit, whatever the role's setting is."""
        self._dialect.run("SET synchronous_commit = on")

    def forget_last(self) -> None:
        """Do nothing: the order goes when the urn is rewritten, at its closing."""
