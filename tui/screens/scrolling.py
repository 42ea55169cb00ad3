"""Scrolling a screen by the arrows and the page keys, wherever the focus is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

SCROLL_KEYS: list[BindingType] = [
    Binding("pageup", "app.scroll('page_up')", show=False),
    Binding("pagedown", "app.scroll('page_down')", show=False),
    Binding("up", "app.scroll('up')", show=False),
    Binding("down", "app.scroll('down')", show=False),
]
"""Keys of every screen that may be higher than the terminal: the application scrolls its part
`scrolled`."""


def scrolled_parts(screen: Screen[Any]) -> Iterable[Widget]:
    """Return what the keys scroll on a screen: one part, or none while it closes."""
    return screen.query(getattr(screen, "scrolled", "#page"))


def can_scroll(screen: Screen[Any]) -> bool:
    """Return whether there is more of a screen than is in sight."""
    return any(part.max_scroll_y for part in scrolled_parts(screen))
