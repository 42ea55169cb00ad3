"""The bar of the guided visit, above every screen while it lasts."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.demo.tour import CAPTIONS, CLOSE
from tui.screens.base import EspaceScreen
from tui.widgets.written import Written, spread

COLUMNS = 78


class TourCaption(Written):
    """What to notice here, and how to go on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"then", "close"}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes; none on a screen that it says nothing of."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width or COLUMNS))

    def _lines(self, width: int) -> list[Content]:
        screen = self.screen
        caption = CAPTIONS.get(screen.route) if isinstance(screen, EspaceScreen) else None
        if caption is None:
            return []
        then = self.glyphs.content((caption.then, ".then"))
        closing = self.glyphs.content((CLOSE, ".close"))
        if then.cell_length + closing.cell_length < width:
            then = spread(then, closing, width)
        return [*self.glyphs.content(caption.notice).wrap(width), *then.wrap(width)]
