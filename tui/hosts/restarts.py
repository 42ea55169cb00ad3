"""How long a host rests between two visits when they crash one after the other."""

from __future__ import annotations

AT_ONCE = 3
"""Crashes in a row at which the restart begins to slow down."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 3.0
"""Seconds; growing by the first, so that whoever waits never waits long."""


class Restarts:
    """Counts crashes in a row; never gives up."""

    def __init__(self) -> None:
        """Begin with none."""
        self._crashes = 0

    def note(self, *, crashed: bool) -> None:
        """Take note of how a visit ended."""
        self._crashes = self._crashes + 1 if crashed else 0

    @property
    def pause(self) -> float:
        """Seconds before the next visit."""
        late = self._crashes - AT_ONCE + 1
        return min(FIRST_PAUSE * late, LONGEST_PAUSE) if late > 0 else 0.0
