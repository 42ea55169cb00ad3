"""What is said to a session from outside, above the head of its screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size

from tui.widgets.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.timer import Timer
    from textual.widget import Widget

STAYS = 180.0
"""Seconds for which a sentence stays."""
IS_SHOWN = "Votre écran est montré."


class Said:
    """A sentence from outside, and whether others look at this screen.

    Attributes:
        words: The sentence, or empty.
        shown: Whether others may look.
    """

    def __init__(self, app: App[None]) -> None:
        """Take the application, on all of whose screens it is said."""
        self._app = app
        self._silence: Timer | None = None
        self.words = ""
        self.shown = False

    def say(self, words: str) -> None:
        """Show a sentence for a while."""
        self.words = words
        if self._silence is not None:
            self._silence.stop()
        self._silence = self._app.set_timer(STAYS, self._be_silent)
        self._turn()

    def show(self, *, shown: bool) -> None:
        """Say whether others may look at this screen."""
        self.shown = shown
        self._turn()

    def lines(self) -> Iterator[Widget]:
        """Yield what is above the head of a screen."""
        yield SaidLine(self)

    def _be_silent(self) -> None:
        self.words = ""
        self._turn()

    def _turn(self) -> None:
        for screen in self._app.screen_stack:
            for line in screen.query(SaidLine):
                line.refresh(layout=True)


class SaidLine(Written):
    """What is said; nothing if that is nothing."""

    def __init__(self, said: Said) -> None:
        """Take what is said."""
        super().__init__()
        self._said = said

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width or 80))

    def _lines(self, width: int) -> list[Content]:
        said = [IS_SHOWN] if self._said.shown else []
        if self._said.words:
            said.append(self._said.words)
        return [line for words in said for line in self.glyphs.content(words).wrap(width)]
