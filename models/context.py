"""What every service works with: the election, its clock, its database, its keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import finalize

from peewee import Database

from models.audit_keys import keys_fit
from models.clock import Clock
from models.config import Election
from models.crypto.digests import pseudonym
from models.crypto.keys import Keyring, read_keyring
from models.crypto.password_hashes import PasswordHashes
from models.database import (
    database_errors,
    keys_directory,
    lift_limits,
    open_database,
    sqlite_path,
)
from models.errors import DatabaseAway, KeysForeign, KeysMissing
from models.migrations.state import check_migrations
from models.server.database import ServerDatabase
from models.tables.base import database as process_database

if TYPE_CHECKING:
    from models.crypto.sealing import Seal
    from models.mail.mailboxes import Mailboxes

NO_FILE = "le fichier {path} n'existe pas"


class ProcessState(dict[str, Any]):
    """What a process has opened and checked once; what it holds open goes with it."""


@dataclass(frozen=True)
class Context:
    """The parts of an open election; a connection is held for the length of a call."""

    election: Election
    clock: Clock
    database: Database
    hashes: PasswordHashes
    state: ProcessState = field(default_factory=ProcessState, repr=False)
    """What this process has opened and checked once."""

    @classmethod
    def build(cls, election: Election, clock: Clock) -> Context:
        """Make this process's tables stand in the election's database; connects to nothing."""
        database = open_database(election.database)
        process_database.initialize(database)
        return cls(election, clock, database, PasswordHashes(election.security))

    @property
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self.clock.now()

    @cached_property
    def keys(self) -> Keyring:
        """The keys beside the database.

        Raises:
            KeysMissing: They are not there.
        """
        return read_keyring(keys_directory(self.election.database))

    def require_keys(self) -> None:
        """Find the keys.

        Raises:
            KeysMissing: They are not there.
        """
        _ = self.keys

    @cached_property
    def seal(self) -> Seal:
        """Seals the mail at rest."""
        from models.crypto.sealing import Seal

        return Seal(self.keys)

    @cached_property
    def mailboxes(self) -> Mailboxes:
        """The professional mailboxes, where the election file says that they are kept."""
        if self.election.mail.imap is not None and self.election.mail.backend == "smtp-imap":
            from models.mail.imap.mailboxes import ImapMailboxes

            return ImapMailboxes(self, self.election.mail.imap)
        from models.mail.embedded_mailboxes import EmbeddedMailboxes

        return EmbeddedMailboxes(self)

    def pseudonym(self, kind: str, name: str) -> str:
        """Return what stands for a name in throttles and audit."""
        return pseudonym(self.keys, kind, name)

    @contextmanager
    def connection(self, *, unlimited: bool = False, any_keys: bool = False) -> Iterator[None]:
        """Hold a connection, given back on the way out.

        Args:
            unlimited: Let statements last as long as they need: for what the
                administrator starts, never for a visit.
            any_keys: Let the keys of another database pass: for what only looks.

        Raises:
            KeysForeign: The keys are those of another database.
            Unavailable: The database is away, busy, full, too old or too new.
        """
        with database_errors():
            path = sqlite_path(self.election.database)
            if path is not None and not path.exists():
                raise DatabaseAway(NO_FILE.format(path=path))
            self._keep_open()
            process_database.initialize(self.database)
            with self.database.connection_context():
                if unlimited:
                    lift_limits(self.database)
                self._check_once()
                if not any_keys:
                    self._check_keys_once()
                yield

    @contextmanager
    def transaction(self, *, unlimited: bool = False) -> Iterator[None]:
        """Hold a connection and a transaction: all of it is kept, or nothing.

        Args:
            unlimited: As for `connection`.

        Raises:
            Unavailable: As for `connection`.
        """
        with self.connection(unlimited=unlimited), self.database.atomic():
            yield

    def close(self) -> None:
        """Let go of the mailboxes, and of the database's files and connections."""
        self.mailboxes.close_all()
        if isinstance(self.database, ServerDatabase):
            self.database.pool.close()
        if kept := self.state.pop("kept", None):
            kept.close()

    def _keep_open(self) -> None:
        """Hold an idle connection of a SQLite database.

        The last connection that closes copies the whole log back into the
        file: 3 ms a call if every call were the last one.
        """
        path = sqlite_path(self.election.database)
        if path is None or "kept" in self.state:
            return
        kept = sqlite3.connect(path, check_same_thread=False)
        try:
            kept.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            kept.close()
            raise
        if self.state.setdefault("kept", kept) is not kept:  # another thread was first
            kept.close()
        else:
            finalize(self.state, kept.close)

    def _check_once(self) -> None:
        if "checked" not in self.state:
            check_migrations(self.database)
            self.state["checked"] = True

    def _check_keys_once(self) -> None:
        """Refuse keys that are another database's; where there are none, who needs them says so."""
        if "keys fit" in self.state:
            return
        try:
            keys = self.keys
        except KeysMissing:
            return
        if not keys_fit(keys):
            raise KeysForeign
        self.state["keys fit"] = True
