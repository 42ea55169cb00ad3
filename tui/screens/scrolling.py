"""A screen whose text is scrolled by the arrows and the page keys."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen


class ScrollingScreen(Screen[None], inherit_bindings=False):
    """Scrolls one part of itself, wherever the focus is."""

    scrolled: ClassVar[str] = "#page"
    """Selector of what the arrows and the page keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("up", "line_up", show=False),
        Binding("down", "line_down", show=False),
    ]

    def action_page_up(self) -> None:
        """Scroll up by what is seen."""
        self.query_one(self.scrolled).scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll down by what is seen."""
        self.query_one(self.scrolled).scroll_page_down(animate=False)

    def action_line_up(self) -> None:
        """Scroll up by a line."""
        self.query_one(self.scrolled).scroll_up(animate=False)

    def action_line_down(self) -> None:
        """Scroll down by a line."""
        self.query_one(self.scrolled).scroll_down(animate=False)
