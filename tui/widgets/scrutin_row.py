"""The list of scrutins: a row each, its names whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.widgets.written import Written

GAP = 2
SHORTEST = 8
"""Cells of a short name that always stands before the title."""
SHARE = 5
"""A short name stands before the title up to this part of the width, a fifth."""
INDENT = 2
"""Cells before a title that stands under its short name."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says.

    Attributes:
        tone: Component class of the state: `kept`, `waiting`, `done`.
        detail: What a high screen says under the title.
        choosable: Whether the row leads anywhere.
        detailed: Whether a lower screen says the detail too.
    """

    short: str
    title: str
    state: str
    tone: str
    detail: str
    choosable: bool = False
    detailed: bool = False


@dataclass(frozen=True, slots=True)
class ScrutinColumns:
    """Widths of the columns that are never wrapped, in cells, with the gap beside them."""

    short: int
    state: int

    @classmethod
    def for_rows(cls, rows: Sequence[RowWords]) -> ScrutinColumns:
        """Return the columns in which every short name and every state has its place."""
        return cls(
            max((len(row.short) for row in rows), default=0) + GAP,
            max((len(row.state) for row in rows), default=0) + GAP,
        )

    def stacked(self, width: int) -> bool:
        """Return whether titles stand under the short names.

        Beside names that take more of the width, « CSA ministériel », a title would be a narrow
        column of single words. It depends on the names and the screen alone, so that no row changes
        its form when its state does.
        """
        return self.short - GAP > max(SHORTEST, width // SHARE)


class ScrutinRow(Written):
    """Short name, title on as many lines as it needs, and state at the right end."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"kept", "waiting", "done", "short", "detail"}

    def __init__(self, words: RowWords, columns: ScrutinColumns) -> None:
        """Take the words and the columns that all rows share."""
        super().__init__()
        self.words = words
        self.columns = columns

    def say(self, words: RowWords, columns: ScrutinColumns) -> None:
        """Change the words or the columns, if they are others."""
        if (words, columns) != (self.words, self.columns):
            self.words, self.columns = words, columns
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the names, and of the detail if the screen is high."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self.columns.stacked(width):
            return self._stacked(width)
        words, columns = self.words, self.columns
        room = max(width - columns.short - columns.state, 1)
        title = self.glyphs.content(words.title).wrap(room)
        title += self._detail(width - columns.short)
        first = Content.assemble(
            self._padded(self.glyphs.content((words.short, ".short")), columns.short),
            self._with_state(title[0], room),
        )
        return [first, *self._indented(title[1:], columns.short)]

    def _stacked(self, width: int) -> list[Content]:
        room = max(width - self.columns.state, 1)
        first, *short = self.glyphs.content((self.words.short, ".short")).wrap(room)
        under = width - INDENT
        title = self.glyphs.content(self.words.title).wrap(max(under, 1)) + self._detail(under)
        return [self._with_state(first, room), *short, *self._indented(title, INDENT)]

    def _detail(self, width: int) -> list[Content]:
        if not (self.words.detailed or self.screen.has_class("-tall")):
            return []
        return list(self.glyphs.content((self.words.detail, ".detail")).wrap(max(width, 1)))

    def _with_state(self, content: Content, room: int) -> Content:
        """Return the first line of a row, its state at the right end."""
        state = self.glyphs.content((self.words.state, f".{self.words.tone}"))
        gap = " " * max(self.columns.state - state.cell_length, 0)
        return Content.assemble(self._padded(content, room), gap, state)

    @staticmethod
    def _indented(lines: Sequence[Content], width: int) -> list[Content]:
        return [Content.assemble(" " * width, line) for line in lines]

    @staticmethod
    def _padded(content: Content, width: int) -> Content:
        return Content.assemble(content, " " * max(width - content.cell_length, 0))
