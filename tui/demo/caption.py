"""The bar of the guided visit, above every screen while it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from tui.demo.tour import CLOSE, Caption, captions
from tui.screens.base import EspaceScreen
from tui.widgets.written import Written, spread

if TYPE_CHECKING:
    from models import Sample

COLUMNS = 78


class TourCaption(Written):
    """What to notice here, and how to go on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"then", "close"}

    def __init__(self, sample: Sample) -> None:
        """Take the election and the people that it speaks of."""
        super().__init__()
        self._captions = captions(sample)

    def on_mount(self) -> None:
        """Follow the screen: what it offers changes with what is said of it."""
        self._said = self._caption()
        self.screen.bindings_updated_signal.subscribe(self, self._turn)

    def _turn(self, screen: Screen[object]) -> None:
        """Say something else if the screen is another one now."""
        if self._said != self._caption():
            self._said = self._caption()
            self.refresh(layout=True)

    def _caption(self) -> Caption | None:
        """Return what is said of the screen as it is now, full or closed; None if nothing is."""
        screen = self.screen
        if not isinstance(screen, EspaceScreen):
            return None
        return self._captions.get(screen.help_topic) or self._captions.get(screen.route)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes; none on a screen that it says nothing of."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width or COLUMNS))

    def _lines(self, width: int) -> list[Content]:
        caption = self._caption()
        if caption is None:
            return []
        then = self.glyphs.content((caption.then, ".then"))
        closing = self.glyphs.content((CLOSE, ".close"))
        if then.cell_length + closing.cell_length < width:
            then = spread(then, closing, width)
        return [*self.glyphs.content(caption.notice).wrap(width), *then.wrap(width)]
