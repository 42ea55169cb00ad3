"""Choosing one of a few lines: by an arrow and Enter, or by its number."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from tui.widgets.choice_line import ChoiceLine

MOST = 9
"""Lines that a digit chooses."""


def choice_keys(action: str) -> tuple[Binding, ...]:
    """Return the keys of a page with `ChoiceLine`.

    Args:
        action: What chooses a line by its number: « app.choose », or « choose » of the screen.
    """
    return (
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
        *(Binding(str(number), f"{action}({number})", show=False) for number in range(1, MOST + 1)),
    )


def choose(screen: Screen[Any], number: int) -> None:
    """Choose the line of a number, if the page shows one."""
    for line in screen.query(ChoiceLine):
        if line.number == number and line.is_on_screen:
            line.focus()
            line.action_choose()
