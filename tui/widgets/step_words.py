"""A step of the leaflet that is read and not opened: number, title, state, details."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.widgets.door import DoorWords
from tui.widgets.written import Written, spread

INDENT = 3
"""Cells before a detail: those of the number and its space."""


class StepWords(Written):
    """What a door says, without being one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "number",
        "title",
        "detail",
        "todo",
        "kept",
        "waiting",
        "missing",
    }

    def __init__(self, number: int, words: DoorWords) -> None:
        """Take the number of the step, and its words."""
        super().__init__()
        self._number = number
        self._words = words

    def say(self, words: DoorWords) -> None:
        """Change the words, if they are others."""
        if words != self._words:
            self._words = words
            self.refresh(layout=True)

    def render(self) -> Content:
        """Return the title line and the details under it."""
        return self._written(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the words take at a width."""
        return self._written(width).get_height({}, width) if width > 0 else 0

    def _written(self, width: int) -> Content:
        words = self._words
        left = self.glyphs.content((f"{self._number}  ", ".number"), (words.title, ".title"))
        # A person who has only just come has everything still to do: nothing to say.
        state = words.state if words.tone != "todo" else ""
        lines = [spread(left, self.glyphs.content((state, f".{words.tone}")), width)]
        for detail in words.details:
            wrapped = self.glyphs.content((detail, ".detail")).wrap(max(1, width - INDENT))
            lines += [Content.assemble(" " * INDENT, line) for line in wrapped]
        return Content("\n").join(lines)
