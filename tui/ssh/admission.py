"""Who may come in now: how many there are, from where, and how fast they come."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from tui.ssh.words import FULL, FULL_FROM_HERE

if TYPE_CHECKING:
    from models import SshSettings

MINUTE = 60.0
MOST_ADDRESSES = 10_000
"""Addresses that are remembered before those are dropped from which nobody comes any more."""
FLOOD = 4
"""Times the connections that are answered at all."""
HELD, SPARE = 2, 20
"""Connections at once: for each place of a session, and besides; a session has one, as has who
looks at it."""


class Places:
    """Places of one kind, by address."""

    def __init__(self, most: int, most_of_address: int) -> None:
        """Start with all of them free.

        Args:
            most: In all.
            most_of_address: Of one address.
        """
        self._most, self._most_of_address = most, most_of_address
        self._taken: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """How many there are."""
        return self._taken.total()

    def refusal(self, address: str) -> tuple[str, str] | None:
        """Return why an address may have no place now, in a word and in a sentence, or None."""
        if self._taken[address] >= self._most_of_address:
            return "address", FULL_FROM_HERE
        if self.taken >= self._most:
            return "full", FULL
        return None

    def take(self, address: str) -> None:
        """Count a place."""
        self._taken[address] += 1

    def leave(self, address: str) -> None:
        """Count it no more."""
        self._taken[address] -= 1
        if self._taken[address] <= 0:
            del self._taken[address]


class Admission:
    """Counts those who come, by address.

    Attributes:
        sessions: Places of those who have one.
        viewers: Places of those who look at one, as many again.
        assistance: Places of the helpdesk's agents, who may all come from one address.
        newcomers: Places of those who have not said yet who they are.
        connections: Places of all who are connected, but for trainers and agents.
    """

    def __init__(self, settings: SshSettings, elapsed: Callable[[], float] = monotonic) -> None:
        """Start with nobody.

        Args:
            settings: The limits.
            elapsed: Returns seconds that no setting of the clock changes.
        """
        most, of_address = settings.sessions, settings.sessions_of_address
        self.sessions = Places(most, of_address)
        self.viewers = Places(most, of_address)
        agents = settings.assistance_sessions
        self.assistance = Places(agents, agents)
        self.newcomers = Places(2 * HELD * most + SPARE, HELD * of_address + SPARE)
        self.connections = Places(HELD * most + SPARE, HELD * of_address + SPARE)
        self._a_minute = settings.connections_a_minute
        self._elapsed = elapsed
        self._came: dict[str, deque[float]] = {}

    def comes(self, address: str) -> bool:
        """Count somebody who connects, or asks for more than the connection's first session.

        Returns whether that is answered at all.
        """
        now = self._elapsed()
        came = self._came.setdefault(address, deque())
        while came and came[0] <= now - MINUTE:
            came.popleft()
        if len(came) >= FLOOD * self._a_minute:
            return False
        came.append(now)
        if len(self._came) > MOST_ADDRESSES:
            self._forget(now)
        return True

    def is_too_fast(self, address: str) -> bool:
        """Tell whether more have come of an address in a minute than may."""
        return len(self._came.get(address, ())) > self._a_minute

    def _forget(self, now: float) -> None:
        """Forget the addresses from which nobody has come for a minute."""
        for address in [one for one, came in self._came.items() if came[-1] <= now - MINUTE]:
            del self._came[address]
