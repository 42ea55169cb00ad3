"""What every service works with: the election, its clock, its store, its mailboxes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models.clock import Clock
from models.crypto.bound_hashes import BoundHashes
from models.crypto.digests import pseudonym
from models.crypto.keys import Keyring
from models.crypto.password_hashes import PasswordHashes
from models.mail.mailboxes import Mailboxes
from models.settings.election import Election
from models.storage.store import Store

if TYPE_CHECKING:
    from models.crypto.sealing import Seal


@dataclass(frozen=True)
class Context:
    """The parts of an open election.

    Attributes:
        election: The election file.
        clock: The present.
        store: The database of the roll, the accounts and the mails, with its keys.
        hashes: Computes password hashes.
        mailboxes: The professional mailboxes.
        start_sender: Has another process send the mails that are due, without waiting for
            it; None if `admin send --watch` does so anyway.
    """

    election: Election
    clock: Clock
    store: Store
    hashes: PasswordHashes
    mailboxes: Mailboxes
    start_sender: Callable[[], None] | None = None

    @property
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self.clock.now()

    @property
    def keys(self) -> Keyring:
        """The keys of the store.

        Raises:
            KeysMissing: A key file is missing.
        """
        return self.store.keys

    @property
    def seal(self) -> Seal:
        """Seals the mail at rest."""
        return self.store.seal

    @property
    def passwords(self) -> BoundHashes:
        """Makes and verifies what is kept of the passwords of this store."""
        return BoundHashes(self.hashes, lambda: self.store.hash_seal)

    def pseudonym(self, kind: str, name: str) -> str:
        """Return what replaces a name in throttles and audit."""
        return pseudonym(self.keys, kind, name)

    def require_keys(self) -> None:
        """Require the keys.

        Raises:
            KeysMissing: A key file is missing.
        """
        _ = self.keys

    def connection(
        self, *, unlimited: bool = False, any_keys: bool = False
    ) -> AbstractContextManager[None]:
        """Return a connection to the store, see `Store.connection`."""
        return self.store.connection(unlimited=unlimited, any_keys=any_keys)

    def transaction(self, *, unlimited: bool = False) -> AbstractContextManager[None]:
        """Return a connection and a transaction, see `Store.transaction`."""
        return self.store.transaction(unlimited=unlimited)

    def snapshot(self) -> AbstractContextManager[None]:
        """Return a connection that sees one moment, see `Store.snapshot`."""
        return self.store.snapshot()

    def close(self) -> None:
        """Close the mailboxes and the store."""
        self.mailboxes.close_all()
        self.store.close()
