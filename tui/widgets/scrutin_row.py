"""The list of scrutins: a head and a row each, in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Focus
from textual.message import Message

from tui.visit.glyphs import HELD_SPACE
from tui.widgets.written import Written

SHORT_COLUMN = 6
GAP = 2
_POINTER = "▸\u00a0"
_NO_POINTER = "\u00a0\u00a0"


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says.

    Attributes:
        tone: Component class of the state: `kept`, `waiting`, `done`, empty for a head.
    """

    short: str
    title: str
    level: str
    state: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ScrutinColumns:
    """Widths of the columns that are never cut, in cells."""

    level: int
    state: int

    @classmethod
    def for_rows(cls, rows: Sequence[RowWords]) -> ScrutinColumns:
        """Return the columns in which every level and state has its place."""
        return cls(
            max(len(row.level) for row in rows) + GAP, max(len(row.state) for row in rows) + 1
        )


class ScrutinRow(Written, inherit_bindings=False):
    """One line in four columns; a title that is too long ends with « … »."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"kept", "waiting", "done", "short"}

    def __init__(self, words: RowWords, columns: ScrutinColumns) -> None:
        """Take the words and the columns that all rows share."""
        super().__init__()
        self.words = words
        self.columns = columns

    def say(self, words: RowWords, columns: ScrutinColumns) -> None:
        """Change the words or the columns, if they are others."""
        if (words, columns) != (self.words, self.columns):
            self.words, self.columns = words, columns
            self.refresh()

    def render(self) -> Content:
        """Return the columns, as many as there is room for."""
        width, words = self.size.width, self.words
        states = self.columns.state
        levels = self.columns.level if not self.screen.has_class("-narrow") else 0
        titles = max(width - len(_POINTER) - SHORT_COLUMN - levels - states, 0)
        pointer = _POINTER if self.has_focus else _NO_POINTER
        style = f".{words.tone}" if words.tone and not self.has_focus else ""
        parts = [
            self.glyphs.content(pointer),
            self._column(words.short, SHORT_COLUMN, ".short"),
            self._column(words.title, titles, gap=GAP),
            self._column(words.level, levels, gap=GAP),
            self._column(words.state, states, style),
        ]
        return Content.assemble(*parts)

    def _column(self, text: str, width: int, style: str = "", gap: int = 1) -> Content:
        """Return a text in exactly so many cells, the last ones empty."""
        if not width:
            return Content("")
        content = self.glyphs.content((text, style) if style else text)
        cut = content.truncate(max(width - gap, 0), ellipsis=True)
        # In the same piece as the text before: pictures of the screen lose a leading space.
        space = HELD_SPACE * (width - cut.cell_length)
        return Content.assemble(cut, (space, style) if style else space)


class ScrutinHead(ScrutinRow):
    """The names of the columns."""


class ScrutinChoice(ScrutinRow, can_focus=True):
    """A scrutin that can be chosen by the arrows, Tab or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
        Binding("pagedown", "screen.page_down", "Suite", key_display="Page suiv."),
    ]

    @dataclass
    class Chosen(Message):
        """The scrutin is the one to describe."""

        row: ScrutinChoice

    def on_focus(self, event: Focus) -> None:
        """Be the chosen one, and lead the terminal's cursor here."""
        self.point_here()
        self.post_message(self.Chosen(self))

    def on_click(self, event: Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.focus()
