"""Password hashes: Argon2id within bounds, never more at once than the machine has cores."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from models.crypto.queue import FairSemaphore
from models.rules.passwords import normalise_password
from models.rules.stored_hashes import is_safe_hash
from models.settings.sections import SecuritySection

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Answer = TypeVar("Answer")

SALT_BYTES, DIGEST_BYTES = 16, 32


class PasswordHashes:
    """Makes and verifies the hashes of voter and mailbox passwords."""

    def __init__(self, security: SecuritySection, slots: FairSemaphore | None = None) -> None:
        """Take the parameters of the election file and the machine's slots."""
        self._security = security
        self._slots = slots or FairSemaphore()
        # Few threads, because the allocator keeps memory for each: 300 people who waited each
        # in a thread of their own left 590 MiB behind, in these 115 (measured, glibc 2.41).
        self._threads = ThreadPoolExecutor(self._slots.count, thread_name_prefix="hash")

    @cached_property
    def _argon2(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(
            time_cost=self._security.argon2_time,
            memory_cost=self._security.argon2_memory,
            parallelism=self._security.argon2_parallelism,
            hash_len=DIGEST_BYTES,
            salt_len=SALT_BYTES,
        )

    def people_ahead(self) -> int | None:
        """Return how many wait for a hash before this process does, or None if it does not."""
        return self._slots.people_ahead()

    def make(self, password: str) -> str:
        """Return the encoded Argon2id hash of a password, normalised to NFC."""
        return self._in_turn(lambda: self._argon2.hash(_bytes(password)))

    def seconds_for_one(self) -> float:
        """Return how many seconds one hash takes once it is its turn, at today's cost."""

        def timed() -> float:
            self._argon2.hash(b"")  # the library is loaded by the first one
            began = perf_counter()
            self._argon2.hash(b"")
            return perf_counter() - began

        return self._in_turn(timed)

    def verify(self, stored: str | None, password: str, *, usual: str | None = None) -> bool:
        """Return whether a password fits a stored hash.

        Without a stored hash, or with one outside the bounds, the same work
        is done on a hash that no password has: the time reveals nothing.

        Args:
            stored: The hash that is kept, None if there is none.
            password: As typed.
            usual: The cost of most stored hashes, as `cost_of` returns it: they keep that of
                before a change of parameters until their owners come. None: today's cost.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        usable = stored if stored and is_safe_hash(stored) else self._dummy_hash(usual)
        try:
            return self._in_turn(lambda: self._argon2.verify(usable, _bytes(password)))
        except (VerificationError, InvalidHashError):
            return False

    def renewed(self, stored: str, password: str) -> str | None:
        """Return another hash of a right password, or None if the stored one has today's cost."""
        return self.make(password) if self._argon2.check_needs_rehash(stored) else None

    def _in_turn(self, work: Callable[[], Answer]) -> Answer:
        """Compute a hash in a slot of the machine, in one of the few threads for hashes."""
        with self._slots.slot():
            return self._threads.submit(work).result()

    def _dummy_hash(self, usual: str | None) -> str:
        """Return a well-formed hash with a random digest, of the usual or of today's cost."""
        settings = self._security
        salt, digest = (
            b64encode(secrets.token_bytes(size)).decode().rstrip("=")
            for size in (SALT_BYTES, DIGEST_BYTES)
        )
        today = (
            f"$argon2id$v=19$m={settings.argon2_memory},t={settings.argon2_time}"
            f",p={settings.argon2_parallelism}"
        )
        others = f"{usual}${salt}${digest}"
        return others if is_safe_hash(others) else f"{today}${salt}${digest}"


def cost_of(stored: str) -> str:
    """Return what an encoded hash begins with: algorithm, version and parameters."""
    return "$".join(stored.split("$")[:4])


def _bytes(password: str) -> bytes:
    """Return the bytes to hash; lone surrogates, which no keyboard types, are allowed."""
    return normalise_password(password).encode("utf-8", "surrogatepass")
