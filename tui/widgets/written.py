"""The root of every widget that shows text, and the plain line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from tui.textual_private import lazy_component_styles
from tui.visit.glyphs import Glyphs, Part
from tui.visit.protocol import visit_app, writing_app

if TYPE_CHECKING:
    from tui.visit.protocol import VisitApp


@lazy_component_styles
class Written(Widget, inherit_bindings=False):
    """A widget whose text is set by the terminal's glyphs, never read as markup."""

    auto_links = False

    @property
    def espace_app(self) -> VisitApp:
        """The application, by what a widget may ask of it."""
        return visit_app(self)

    @property
    def glyphs(self) -> Glyphs:
        """The repertoire of the terminal."""
        return writing_app(self).glyphs

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes; none if there is no room for any."""
        return super().get_content_height(container, viewport, width) if width > 0 else 0

    def point_here(self) -> None:
        """Put the terminal's own cursor here: screen readers follow it."""
        self.app.cursor_position = self.region.offset


def spread(left: Content, right: Content, width: int) -> Content:
    """Return one line of `width` cells with a text at each end.

    The right one is kept whole as long as it fits; the left one is cut.
    """
    room = width - right.cell_length
    if room <= 0:
        return right.truncate(max(width, 0))
    cut = left if left.cell_length < room else left.truncate(room - 1)
    return Content.assemble(cut, " " * (room - cut.cell_length), right)


class Line(Written):
    """Text of one line or several; only a changed text is drawn again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "strong",
        "muted",
        "accent",
        "kept",
        "missing",
        "waiting",
    }

    def __init__(self, *parts: Part, id: str | None = None, classes: str | None = None) -> None:
        """Take the parts of the text; each may name a component class: `("ouvert", ".kept")`."""
        super().__init__(id=id, classes=classes)
        self._parts = parts
        self._content: Content | None = None

    @property
    def plain(self) -> str:
        """The text as it was given, without typography."""
        return "".join(part if isinstance(part, str) else part[0] for part in self._parts)

    def say(self, *parts: Part) -> None:
        """Change the text; the layout is computed again only if the height changes."""
        if parts == self._parts:
            return
        width = self.size.width
        before, height = self.render(), self._height_of(width)
        self._parts, self._content = parts, None
        if height != self._height_of(width):
            self.refresh(layout=True)
        elif height == 1:
            # Only the cells that held text or will are sent: a key costs few bytes.
            longest = max(before.cell_length, self.render().cell_length)
            self.refresh(Region(0, 0, min(longest, width), 1))
        else:
            self.refresh()

    def render(self) -> Content:
        """Return the typeset text."""
        if self._content is None:
            self._content = self.glyphs.content(*self._parts)
        return self._content

    def _height_of(self, width: int) -> int:
        return self.render().get_height({}, width) if width > 0 else 0

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the longest line, in cells."""
        return self.render().get_optimal_width({}, container.width)
