"""Password hashes as they are kept: each is sealed to its owner, and fits nobody else.

Who writes in the database without the keys can neither give an account the hash of
another one, nor guess passwords from a copy: only the cost of a hash stands in clear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.crypto.password_hashes import PasswordHashes, cost_of
from models.errors import KeysMissing

if TYPE_CHECKING:
    from models.crypto.sealing import Seal

MARK = "sealed"
"""Stands where an encoded hash has its salt."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose password it is.

    Attributes:
        kind: `voter`, `request`, `mailbox` or `staff`.
        name: The `uid` of the person on the roll; of a request its reference; of the helpdesk's
            staff their name.
    """

    kind: str
    name: str

    @classmethod
    def voter(cls, uid: str) -> Owner:
        """Return a person as the owner of a voter account."""
        return cls("voter", uid)

    @classmethod
    def mailbox(cls, uid: str) -> Owner:
        """Return a person as the owner of a mailbox."""
        return cls("mailbox", uid)

    @classmethod
    def request(cls, reference: str) -> Owner:
        """Return a request for an account as the owner of the password typed for it."""
        return cls("request", reference)

    @classmethod
    def staff(cls, name: str) -> Owner:
        """Return a member of the helpdesk's staff."""
        return cls("staff", name)


class BoundHashes:
    """Makes and verifies the hashes of a store."""

    def __init__(self, hashes: PasswordHashes, seal: Callable[[], Seal]) -> None:
        """Take what computes the hashes, and what returns their seal, whose key may be missing."""
        self._hashes = hashes
        self._seal = seal

    def make(self, password: str, owner: Owner) -> str:
        """Return what is kept of a password.

        Raises:
            KeysMissing: A key file is missing.
        """
        return self.bind(self._hashes.make(password), owner)

    def verify(
        self, stored: str | None, password: str, owner: Owner, *, usual: str | None = None
    ) -> bool:
        """Return whether a password fits what is kept, see `PasswordHashes.verify`.

        Raises:
            KeysMissing: A key file is missing.
        """
        return self._hashes.verify(self._opened(stored, owner), password, usual=usual)

    def renewed(self, stored: str, password: str, owner: Owner) -> str | None:
        """Return what to keep of a right password, or None if the hash has today's cost."""
        encoded = self._opened(stored, owner)
        renewed = self._hashes.renewed(encoded, password) if encoded else None
        return self.bind(renewed, owner) if renewed else None

    def handed_over(self, stored: str, owner: Owner, new_owner: Owner) -> str:
        """Return what is kept of the same password for another owner.

        Raises:
            KeysMissing: It is not that owner's, or was altered.
        """
        encoded = self._opened(stored, owner)
        if encoded is None:
            raise KeysMissing
        return self.bind(encoded, new_owner)

    def bind(self, encoded: str, owner: Owner) -> str:
        """Return what is kept of an encoded hash: its cost, and the rest sealed."""
        cost = cost_of(encoded)
        rest = encoded.removeprefix(cost)
        return f"{cost}${MARK}${self._seal().close(rest, cost, owner.kind, owner.name)}"

    def _opened(self, stored: str | None, owner: Owner) -> str | None:
        """Return the encoded hash of what is kept, None if it is none of this owner's."""
        if not stored:
            return None
        cost = cost_of(stored)
        mark, _, sealed = stored.removeprefix(f"{cost}$").partition("$")
        if mark != MARK:
            return None
        try:
            return cost + self._seal().open(sealed, cost, owner.kind, owner.name)
        except KeysMissing:
            return None
