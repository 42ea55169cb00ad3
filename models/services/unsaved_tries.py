"""Wrong tries of the staff code while no database counts them: shared memory does.

A kiosk that is out of service opens the election again and again, and each visit has a
process of its own: the count belongs to all the processes that a host forks, not to an open
election or to one of them. Nothing of the code is kept, only how often.
"""

from __future__ import annotations

import mmap
import struct
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from models.rules.throttling import NO_WAIT, wait_after
from models.settings.election import SecuritySection

_COUNT_AND_LAST = struct.Struct("=qd")
"""Tries in a row, and the monotonic second of the last one: the same in every process."""


class UnsavedTries:
    """Counts the tries made at one machine, and how long it waits, by the rule of the database.

    Whoever is forked from this process counts with it.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take what counts seconds whatever happens to the clock."""
        self._monotonic = monotonic
        self._shared = mmap.mmap(-1, _COUNT_AND_LAST.size)
        self._lock = Lock()

    def reserve(self, limits: SecuritySection) -> timedelta:
        """Count a try as a wrong one and return no wait, or count nothing and return the wait."""
        with self._lock:
            now = self._monotonic()
            count, last = _COUNT_AND_LAST.unpack_from(self._shared)
            wait = wait_after(
                count,
                free=limits.free_tries,
                first=limits.first_wait,
                longest=limits.longest_wait,
            )
            left = wait - timedelta(seconds=now - last)
            if left > NO_WAIT:
                return left
            _COUNT_AND_LAST.pack_into(self._shared, 0, count + 1, now)
            return NO_WAIT

    def forgive(self) -> None:
        """Forget the tries: one was right."""
        with self._lock:
            _COUNT_AND_LAST.pack_into(self._shared, 0, 0, 0.0)


HOST_TRIES = UnsavedTries()
"""Those of this process and of all that are forked from it."""
