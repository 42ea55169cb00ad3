"""When more comes from a terminal than a person can cause."""

from __future__ import annotations


class FloodGate:
    """Lets through what comes at a human pace; shut by a flood, it opens once it is quiet.

    A bucket that leaks: it takes `most` at once, and empties in `seconds`. Moments
    are seconds of any clock that only goes forward.
    """

    def __init__(self, most: float, seconds: float, quiet: float) -> None:
        """Set the pace.

        Args:
            most: What may come at once, in any unit.
            seconds: The time after which as much may come again.
            quiet: Seconds without anything after which a flood is over.
        """
        self._most = most
        self._seconds = seconds
        self._quiet = quiet
        self._level = 0.0
        self._last = 0.0
        self._shut = False

    def admits(self, amount: float, now: float) -> bool:
        """Return whether what came at a moment is let through."""
        if self._shut and now >= self.over_at:
            self._shut, self._level = False, 0.0
        passed = now - self._last
        self._last = now
        self._level = max(0.0, self._level - passed * self._most / self._seconds) + amount
        self._shut = self._shut or self._level > self._most
        return not self._shut

    @property
    def over_at(self) -> float:
        """When a flood is over if nothing more comes; a moment that has passed without one."""
        return self._last + self._quiet if self._shut else self._last
