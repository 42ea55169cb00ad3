"""Nobody votes by an Enter that was meant for the page before, or by one that is held down."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from tui.screens.reading import Reading

CALM = 1.0
"""Seconds without Enter before one votes: longer than a keyboard waits before it repeats a key
that is held down (0.25 to 0.66 s), and than two clicks of the same hand."""


class CalmReading(Reading):
    """How long the page that confirms has been read, since Enter was last pressed."""

    def __init__(self, hurried: Callable[[], None] = lambda: None) -> None:
        """Take what is called if somebody is too fast."""
        super().__init__()
        self._hurried = hurried

    def is_meant(self, pressed: float) -> bool:
        """Return whether nobody has pressed Enter, or clicked, for a while before."""
        if pressed - self.since >= CALM:
            return True
        self.since = max(pressed, self.since)
        self._hurried()
        return False

    def is_meant_now(self) -> bool:
        """Return the same for a button that is pressed at this moment, perhaps by a click."""
        return self.is_meant(monotonic())

    def note_other_key(self) -> None:
        """Do nothing: whatever else was typed, the page has to be read."""
