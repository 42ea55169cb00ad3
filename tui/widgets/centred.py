"""Words in the middle of their place."""

from __future__ import annotations

from tui.visit.glyphs import Part
from tui.widgets.written import Line


class Centred(Line):
    """A line that does not begin at its left edge, nor on its first row perhaps."""

    def say(self, *parts: Part) -> None:
        """Change the text; all of it moves, so all of it is drawn again."""
        if parts != self._parts:
            super().say(*parts)
            self.refresh()


PRESS = "Appuyez sur une touche"
OR_TOUCH = " ou touchez l'écran"


def press(*, large: bool) -> str:
    """Return how a person says « I am here »; a layout for fingers names the screen too."""
    return PRESS + (OR_TOUCH if large else "")


def call(text: str) -> Centred:
    """Return the one thing to do, or the one thing to know, on a ground of its own."""
    return Centred(text, id="call")
