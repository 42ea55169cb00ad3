"""Words in the middle of their place."""

from __future__ import annotations

from tui.glyphs import Part
from tui.widgets.written import Line


class Centred(Line):
    """A line that does not begin at its left edge, nor on its first row perhaps."""

    def say(self, *parts: Part) -> None:
        """Change the text; all of it moves, so all of it is drawn again."""
        if parts != self._parts:
            super().say(*parts)
            self.refresh()
