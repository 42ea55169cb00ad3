"""Scrolling a screen by the arrows and the page keys, wherever the focus is."""

from __future__ import annotations

from textual.binding import Binding, BindingType

SCROLL_KEYS: list[BindingType] = [
    Binding("pageup", "app.scroll('page_up')", show=False),
    Binding("pagedown", "app.scroll('page_down')", show=False),
    Binding("up", "app.scroll('up')", show=False),
    Binding("down", "app.scroll('down')", show=False),
]
"""Keys of every screen that may be higher than the terminal: the application scrolls its part
`scrolled`."""
