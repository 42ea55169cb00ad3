"""A scrutin that can be chosen in the list: to vote in it, or to see one's receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Focus
from textual.message import Message

from tui.widgets.pointer import pointer
from tui.widgets.scrutin_row import RowWords, ScrutinColumns, ScrutinRow

INDENT = 2
"""Cells before each line of a row."""


class VotingRow(ScrutinRow, can_focus=True, inherit_bindings=False):
    """A row with a pointer, chosen by Enter or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Ouvrir", key_display="Entrée"),
        Binding("space", "choose", show=False),
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
    ]

    @dataclass
    class Chosen(Message):
        """The scrutin was chosen."""

        row: VotingRow

    def __init__(self, words: RowWords, columns: ScrutinColumns) -> None:
        """Take the words and the columns that all rows share."""
        super().__init__(words, columns)
        self.can_focus = words.choosable

    def say(self, words: RowWords, columns: ScrutinColumns) -> None:
        """Change the words or the columns, and whether it can be chosen."""
        super().say(words, columns)
        self.can_focus = words.choosable

    def _lines(self, width: int) -> list[Content]:
        first, *others = super()._lines(max(width - INDENT, 1))
        indent = " " * INDENT
        return [
            Content.assemble(self.glyphs.content((f"{pointer(self.has_focus)} ", ".short")), first),
            *(Content.assemble(indent, line) for line in others),
        ]

    def action_choose(self) -> None:
        """Notify the screen."""
        if self.can_focus:
            self.post_message(self.Chosen(self))

    def on_click(self, event: Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.action_choose()

    def on_focus(self, event: Focus) -> None:
        """Lead the terminal's cursor here."""
        self.point_here()
