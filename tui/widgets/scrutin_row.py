"""The list of scrutins: a row each, its title whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.widgets.written import Written

GAP = 2


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
        """Return the lines of the title, and of the detail if the screen is high."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        words, columns = self.words, self.columns
        room = max(width - columns.short - columns.state, 1)
        title = self.glyphs.content(words.title).wrap(room)
        if words.detailed or self.screen.has_class("-tall"):
            whole = max(width - columns.short, 1)
            title += self.glyphs.content((words.detail, ".detail")).wrap(whole)
        state = self.glyphs.content((words.state, f".{words.tone}"))
        first = Content.assemble(
            self._padded(self.glyphs.content((words.short, ".short")), columns.short),
            self._padded(title[0], room),
            " " * max(columns.state - state.cell_length, 0),
            state,
        )
        indent = " " * columns.short
        return [first, *(Content.assemble(indent, line) for line in title[1:])]

    @staticmethod
    def _padded(content: Content, width: int) -> Content:
        return Content.assemble(content, " " * max(width - content.cell_length, 0))
