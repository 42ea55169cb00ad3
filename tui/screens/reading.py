"""Whether an Enter was pressed for the page in front, and not for the one before it."""

from __future__ import annotations

from math import inf
from time import monotonic

UNREAD = 0.3
"""Seconds in which nobody has read a page."""


class Reading:
    """How long a page has been read.

    Attributes:
        since: When it came into sight, on the monotonic clock.
    """

    def __init__(self) -> None:
        """Begin with a page that has just come into sight."""
        self.since = monotonic()

    def begin(self) -> None:
        """Take the page for one that has just come into sight, or has changed."""
        self.since = monotonic()

    def is_meant(self, pressed: float) -> bool:
        """Return whether an Enter was pressed for this page.

        Args:
            pressed: When, on the monotonic clock.
        """
        return pressed - self.since >= UNREAD

    def note_other_key(self) -> None:
        """Take notice that something else was typed: whoever does has seen the page."""
        self.since = -inf
