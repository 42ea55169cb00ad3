"""Faults of the machine during visits: one line of each kind a minute, never a name."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from models import MailboxBlocked, SessionExpired, TooManyMails, Unavailable
from tui.logs.events import write_event

PAUSE = 60.0
"""Seconds before the same kind is written again: screens ask again every few seconds."""

RECORDED = (Unavailable, SessionExpired, MailboxBlocked, TooManyMails)
"""What is worth a line: the machine's faults, visits that a server ends, and mails that somebody
asks for in masses."""


class Troubles:
    """Writes what went wrong by the name of its class, which holds no personal data."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Take what counts the seconds."""
        self._clock = clock
        self._last: dict[str, float] = {}

    def note(self, error: Exception) -> None:
        """Write an error, unless it is none of the machine's or was written a moment ago."""
        if not isinstance(error, RECORDED):
            return
        kind, now = type(error).__name__, self._clock()
        if now - self._last.get(kind, now - PAUSE) >= PAUSE:
            self._last[kind] = now
            write_event("trouble", "warning", kind=kind)


TROUBLES = Troubles()
"""Those of this process."""
