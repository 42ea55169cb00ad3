"""One line of a short list: a number, what it is, and a word at its right end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Focus
from textual.geometry import Size
from textual.message import Message

from tui.widgets.pointer import pointer
from tui.widgets.written import Written, spread

INDENT = 5
"""Cells before the title: bar, padding, number, pointer and space."""


class ChoiceLine(Written, can_focus=True, inherit_bindings=False):
    """Chosen by its number, by Enter, or by the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choisir", key_display="Entrée"),
        Binding("space", "choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"number", "title", "aside", "detail", "note"}
    DETAIL_INDENT = "   "

    @dataclass
    class Chosen(Message):
        """The line was chosen."""

        line: ChoiceLine

    def __init__(
        self, number: int, title: str, aside: str = "", detail: str = "", note: str = ""
    ) -> None:
        """Take the words.

        Args:
            number: The key that chooses it, from 1 to 9.
            title: What is chosen.
            aside: What is at the right end of the first line.
            detail: A second line, or nothing.
            note: What is at the right end of the second line, on a third one if there is no room.
        """
        super().__init__(id=f"choice-{number}")
        self.number = number
        self._title, self._aside, self._detail, self._note = title, aside, detail, note

    def tell(self, title: str, aside: str = "", detail: str = "", note: str = "") -> None:
        """Change the words; nothing is drawn if they are the same."""
        words = title, aside, detail, note
        if words != (self._title, self._aside, self._detail, self._note):
            self._title, self._aside, self._detail, self._note = words
            self.refresh(layout=True)

    def render(self) -> Content:
        """Return one line, two or three, with a pointer if it has the focus."""
        width = self.size.width
        left = self.glyphs.content(
            (f"{self.number}{pointer(self.has_focus)} ", ".number"), (self._title, ".title")
        )
        first = spread(left, self.glyphs.content((self._aside, ".aside")), width)
        if not self._detail:
            return first
        detail, note = self._below()
        if self._is_note_beside(width):
            return Content("\n").join([first, spread(detail, note, width)])
        others = (
            [detail, self.glyphs.content(self.DETAIL_INDENT) + note] if self._note else [detail]
        )
        return Content("\n").join([first, *(one.truncate(max(width, 0)) for one in others)])

    def _below(self) -> tuple[Content, Content]:
        """Return what is said on the second line, at its left end and at its right one."""
        detail = self.glyphs.content(self.DETAIL_INDENT, (self._detail, ".detail"))
        return detail, self.glyphs.content((self._note, ".note"))

    def _is_note_beside(self, width: int) -> bool:
        detail, note = self._below()
        return bool(self._note) and detail.cell_length + note.cell_length < width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, two with a detail, three if its note has no room beside it."""
        if not self._detail:
            return 1
        return 3 if self._note and not self._is_note_beside(width) else 2

    def action_choose(self) -> None:
        """Notify the screen."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.action_choose()

    def on_focus(self, event: Focus) -> None:
        """Lead the terminal's cursor here."""
        self.point_here()
