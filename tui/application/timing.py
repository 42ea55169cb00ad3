"""How long a visit has lasted and been idle, by a clock that never jumps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from models import VisitEnd

LAST_MINUTES = 120.0
"""Seconds before the end of a long visit from which on the time left is shown."""
LAST_PART = 0.25
"""The part of a shorter visit from which on it is shown."""


def since_boot() -> float:
    """Return seconds that no setting of the clock changes, and that pass while a machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a visit may last, in seconds.

    Attributes:
        idle: Without a touch, until a warning.
        warning: The warning, until the end.
        visit: From the first touch to the end, whatever is touched.
    """

    idle: float
    warning: float
    visit: float = inf

    @property
    def last_minutes(self) -> float:
        """Seconds before the longest visit's end from which on the time left is shown."""
        return min(LAST_MINUTES, LAST_PART * self.visit)


@dataclass(frozen=True, slots=True)
class VisitTimes:
    """How long a visit still lasts, at a moment.

    Attributes:
        idle_left: Seconds until it ends because no one is there; None: no warning yet.
        visit_left: Seconds until its longest time is over; None: not shown yet.
        end: Why it is over, or None.
    """

    idle_left: float | None = None
    visit_left: float | None = None
    end: VisitEnd | None = None


class VisitTiming:
    """Counts from its making on; what has ended stays ended, whatever is touched afterwards."""

    def __init__(self, clock: Callable[[], float], limits: Limits) -> None:
        """Take what returns the seconds, as `since_boot`, and begin."""
        self._clock = clock
        self._limits = limits
        self._began = self._touched = clock()
        self._end: VisitEnd | None = None

    def touch(self) -> bool:
        """Note that a person is there; return False if that comes after the end."""
        if self.look().end is not None:
            return False
        self._touched = self._clock()
        return True

    def look(self, *, working: bool = False) -> VisitTimes:
        """Return how long the visit still lasts.

        Args:
            working: The person waits for an answer, which does not count as idle.
        """
        now, limits = self._clock(), self._limits
        visit_left = self._began + limits.visit - now
        if working and self._end is None:
            self._touched = now
        idle_left = self._touched + limits.idle + limits.warning - now
        if self._end is None and min(visit_left, idle_left) <= 0:
            self._end = VisitEnd.TIME if visit_left <= idle_left else VisitEnd.IDLE
        if self._end is not None:
            return VisitTimes(end=self._end)
        return VisitTimes(
            idle_left=idle_left if idle_left <= limits.warning else None,
            visit_left=visit_left if visit_left <= limits.last_minutes else None,
        )
