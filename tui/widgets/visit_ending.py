"""The line that says, in the last minutes of a visit, how long it still lasts."""

from __future__ import annotations

from datetime import timedelta

from textual.content import Content

from models import say_wait
from tui.widgets.written import Written

SENTENCE = "Votre visite se termine dans {left}."
AFTERWARDS = " Vous pourrez en commencer une autre."


class VisitEnding(Written):
    """Full width on top of a screen, without the focus; not there before the last minutes."""

    def __init__(self, left: float | None) -> None:
        """Take the seconds that are left, None if they are not shown yet."""
        super().__init__()
        self._left = left
        self.display = left is not None

    def say(self, left: float | None) -> None:
        """Say how many seconds are left; drawn again only if that changes a word."""
        before, self._left = self._left, left
        if (before is None) is not (left is None):
            self.display = left is not None
        if left is not None and (before is None or _clock(before) != _clock(left)):
            self.refresh()

    def render(self) -> Content:
        """Return the sentence, and the one after it if there is room."""
        sentence = self.glyphs.content(SENTENCE.format(left=_clock(self._left or 0.0)))
        whole = Content.assemble(sentence, self.glyphs.content(AFTERWARDS))
        return whole if whole.cell_length <= self.size.width else sentence


def _clock(seconds: float) -> str:
    """Return « 1:45 »."""
    return say_wait(timedelta(seconds=seconds))
