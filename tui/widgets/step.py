"""A step of the leaflet: its number, its title, its state, and what there is to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.widgets.written import Written, spread

INDENT = 3
"""Cells before a detail: those of the number and its space."""
COLUMNS = 72
"""Of a step that has not been laid out yet."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """What is said of a step.

    Attributes:
        state: « ✓ ouverte », « à faire », or empty; ✓ only for what this person has done.
        tone: Component class of the state: `todo`, `now`, `kept`, `missing`.
        details: One sentence or several, a paragraph each.
    """

    title: str
    details: tuple[str, ...]
    state: str = ""
    tone: str = "todo"


class Step(Written):
    """A step that is read."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "number",
        "title",
        "detail",
        "todo",
        "now",
        "kept",
        "missing",
    }

    def __init__(self, number: int, words: StepWords, *, id: str | None = None) -> None:
        """Take the number of the step, and its words."""
        super().__init__(id=id)
        self.number = number
        self.words = words

    def say(self, words: StepWords) -> None:
        """Change the words, if they are others."""
        if words != self.words:
            self.words = words
            self.refresh(layout=True)

    @property
    def pointer(self) -> str:
        """One cell after the number."""
        return " "

    @property
    def state(self) -> str:
        """The words of the state; nothing to whom has only just come: all is still to do."""
        return ""

    def render(self) -> Content:
        """Return the title line and the details under it."""
        return self._written(self.size.width or COLUMNS)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the words take at a width."""
        return self._written(width).get_height({}, width) if width > 0 else 0

    def _written(self, width: int) -> Content:
        number = self.glyphs.content((f"{self.number}{self.pointer} ", ".number"))
        state = self.glyphs.content((self.state, f".{self.words.tone}"))
        room = max(1, width - INDENT - state.cell_length - 1)
        title = self.glyphs.content((self.words.title, ".title")).wrap(room)
        lines = [spread(Content.assemble(number, title[0]), state, width)]
        lines += [Content.assemble(" " * INDENT, line) for line in title[1:]]
        for detail in self.words.details:
            wrapped = self.glyphs.content((detail, ".detail")).wrap(max(1, width - INDENT))
            lines += [Content.assemble(" " * INDENT, line) for line in wrapped]
        return Content("\n").join(lines)
