"""That an agent follows, above every screen, with what they say and the key that ends it."""

from __future__ import annotations

from typing import Protocol

from textual.content import Content
from textual.geometry import Size

from tui.widgets.written import Written, spread

END = "F4 l'arrête"
COLUMNS = 80


class _Said(Protocol):
    """What is said.

    Attributes:
        words: A line each; none if nobody follows any more.
        over: There is nothing to be ended.
    """

    words: tuple[str, ...]
    over: bool


class FollowedLine(Written):
    """« Suivi par l'assistance », then that the agent has left; nothing after that."""

    def __init__(self, said: _Said) -> None:
        """Take what says it."""
        super().__init__()
        self._said = said

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines, the key at the end of the first."""
        return Content("\n").join(self._lines(self.size.width or COLUMNS))

    def _lines(self, width: int) -> list[Content]:
        if not self._said.words:
            return []
        first, *others = self._said.words
        end = "" if self._said.over else END
        top = spread(self.glyphs.content(first), self.glyphs.content(end), width)
        return [top, *(line for words in others for line in self.glyphs.content(words).wrap(width))]
