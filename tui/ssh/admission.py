"""Who may have a session now: how many there are, from where, and how fast they come."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from tui.ssh.words import FULL, FULL_FROM_HERE, TOO_FAST

if TYPE_CHECKING:
    from models import SshSettings

MINUTE = 60.0
MOST_ADDRESSES = 10_000
"""Addresses that are remembered before those are dropped from which nobody comes any more."""
FLOOD = 4
"""Times the connections that are answered at all."""


class Admission:
    """Counts sessions and connections by address."""

    def __init__(self, settings: SshSettings, elapsed: Callable[[], float] = monotonic) -> None:
        """Start with nobody.

        Args:
            settings: The limits.
            elapsed: Returns seconds that no setting of the clock changes.
        """
        self._elapsed = elapsed
        self._settings = settings
        self._sessions: Counter[str] = Counter()
        self._came: dict[str, deque[float]] = {}

    @property
    def sessions(self) -> int:
        """How many there are."""
        return self._sessions.total()

    def connects(self, address: str) -> bool:
        """Count a new connection; return whether it is answered at all."""
        now = self._elapsed()
        came = self._came.setdefault(address, deque())
        while came and came[0] <= now - MINUTE:
            came.popleft()
        if len(came) >= FLOOD * self._settings.connections_a_minute:
            return False
        came.append(now)
        if len(self._came) > MOST_ADDRESSES:
            self._forget(now)
        return True

    def refusal(self, address: str) -> tuple[str, str] | None:
        """Return why an address may have no session now, in a word and in a sentence, or None."""
        if len(self._came.get(address, ())) > self._settings.connections_a_minute:
            return "rate", TOO_FAST
        if self._sessions[address] >= self._settings.sessions_of_address:
            return "address", FULL_FROM_HERE
        if self.sessions >= self._settings.sessions:
            return "full", FULL
        return None

    def begins(self, address: str) -> None:
        """Count a session."""
        self._sessions[address] += 1

    def ends(self, address: str) -> None:
        """Count it no more."""
        self._sessions[address] -= 1
        if self._sessions[address] <= 0:
            del self._sessions[address]

    def _forget(self, now: float) -> None:
        """Forget the addresses from which nobody has come for a minute."""
        for address in [one for one, came in self._came.items() if came[-1] <= now - MINUTE]:
            del self._came[address]
