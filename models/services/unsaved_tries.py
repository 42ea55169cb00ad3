"""Wrong tries of the staff code while no database counts them: this process's memory does.

A kiosk that is out of service opens the election again and again: the tries belong to
the process, not to an open election. Nothing of the code is kept, only how often.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from models.rules.throttling import NO_WAIT, wait_after
from models.settings.election import SecuritySection


class UnsavedTries:
    """Counts the tries of each source, and how long it waits, by the rule of the database."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take what counts seconds whatever happens to the clock."""
        self._monotonic = monotonic
        self._tries: dict[str, tuple[int, float]] = {}
        self._lock = Lock()

    def reserve(self, source: str, limits: SecuritySection) -> timedelta:
        """Count a try as a wrong one and return no wait, or count nothing and return the wait."""
        with self._lock:
            now = self._monotonic()
            count, last = self._tries.get(source, (0, now))
            wait = wait_after(
                count,
                free=limits.free_tries,
                first=limits.first_wait,
                longest=limits.longest_wait,
            )
            left = wait - timedelta(seconds=now - last)
            if left > NO_WAIT:
                return left
            self._tries[source] = count + 1, now
            return NO_WAIT

    def forgive(self, source: str) -> None:
        """Forget the tries of a source: one was right."""
        with self._lock:
            self._tries.pop(source, None)


PROCESS_TRIES = UnsavedTries()
"""Those of this process."""
