"""A list of candidates in the ballot: its name whole, a pointer, Enter chooses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Focus
from textual.geometry import Size
from textual.message import Message

from tui.widgets.pointer import pointer
from tui.widgets.written import Written

INDENT = 5
"""Cells before the name: pointer, number of two digits, spaces."""


class ListRow(Written, can_focus=True, inherit_bindings=False):
    """One list, or the blank vote."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choisir", key_display="Entrée"),
        Binding("space", "choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"number", "name"}

    @dataclass
    class Chosen(Message):
        """The list was chosen."""

        row: ListRow

    def __init__(self, choice: int, name: str) -> None:
        """Take its place in the order, 0 for the blank vote, and its name."""
        super().__init__(id=f"list-{choice}")
        self.choice = choice
        self._words = name

    def render(self) -> Content:
        """Return the name on as many lines as it needs."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the name."""
        return len(self._lines(width)) if width > 0 else 0

    def _lines(self, width: int) -> list[Content]:
        number = f"{self.choice:>2}" if self.choice else " ·"
        name = self.glyphs.content((self._words, ".name")).wrap(max(width - INDENT, 1))
        first = Content.assemble(
            self.glyphs.content((f"{pointer(self.has_focus)}{number}  ", ".number")), name[0]
        )
        return [first, *(Content.assemble(" " * INDENT, line) for line in name[1:])]

    def action_choose(self) -> None:
        """Notify the screen."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.focus()
        self.action_choose()

    def on_focus(self, event: Focus) -> None:
        """Lead the terminal's cursor here."""
        self.point_here()
