"""A table of things, one a row: as many columns as there is room for, the cursor on its thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from textwrap import wrap
from typing import Generic, TypeVar

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from tui.visit.protocol import writing_app
from tui.widgets.pointer import pointer

Item = TypeVar("Item")
Column = tuple[str, int]
"""Its heading and its cells."""


POINTED = 2
"""Cells of the first column, which has the sign of the row on which Enter acts."""


class ItemTable(DataTable[Text], Generic[Item]):
    """Rows that may change while one points at one of them.

    Attributes:
        items: Those that are shown, in the order of the rows.
    """

    def __init__(
        self, name_of: Callable[[Item], Hashable], *, id: str, wrapped: bool = False
    ) -> None:
        """Start empty.

        Args:
            name_of: Returns by what a thing is known again.
            id: Identifier in the screen.
            wrapped: A row is as high as its longest cell; otherwise a line, and cells are cut.
        """
        super().__init__(id=id, cursor_type="row", cell_padding=0)
        self.items: list[Item] = []
        self._name_of = name_of
        self._wrapped = wrapped
        self._columns: tuple[Column, ...] = ()

    def watch_cursor_coordinate(self, before: Coordinate, now: Coordinate) -> None:
        """Move the sign along with the cursor."""
        super().watch_cursor_coordinate(before, now)
        self._point(before.row)
        self._point(now.row)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the sign while Enter acts here, and take it away afterwards."""
        super().watch_has_focus(has_focus)
        self._point(self.cursor_row)

    def _point(self, row: int) -> None:
        """Write the sign of a row, or take it away."""
        if 0 <= row < self.row_count:
            self.update_cell_at(Coordinate(row, 0), self._sign(row))

    def _sign(self, row: int) -> Text:
        here = self.has_focus and row == self.cursor_row
        return Text(writing_app(self).glyphs.text(pointer(here)))

    def _cell(self, words: str, width: int) -> Text:
        """Return words that leave a space to the next column; a `Text` is never read as markup."""
        room = max(width - 1, 1)
        if self._wrapped:
            return Text("\n".join(wrap(words, room)))
        text = Text(words)
        text.truncate(room, overflow="ellipsis")
        return text

    @property
    def pointed(self) -> Item | None:
        """The thing at the cursor."""
        row = self.cursor_row
        return self.items[row] if 0 <= row < len(self.items) else None

    def point_at(self, item: Item) -> None:
        """Move the cursor to a thing that is shown."""
        names = [self._name_of(one) for one in self.items]
        self.cursor_coordinate = Coordinate(names.index(self._name_of(item)), 0)

    def show(
        self, items: Sequence[Item], columns: Sequence[Column], rows: Sequence[Sequence[str]]
    ) -> None:
        """Show things.

        Args:
            items: In their order.
            columns: With their widths; the widest one makes room for the sign.
            rows: The cells of each thing; those that have no column are left out.
        """
        pointed, self.items = self.pointed, list(items)
        anew = tuple(columns) != self._columns
        self.clear(columns=anew)
        glyphs = writing_app(self).glyphs
        fitted = list(columns)
        name, widest = max(fitted, key=lambda column: column[1])
        fitted[fitted.index((name, widest))] = (name, widest - POINTED)
        if anew:
            self._columns = tuple(columns)
            self.add_column("", width=POINTED)
            for name, width in fitted:
                self.add_column(glyphs.text(name), width=width)
        for row, words in enumerate(rows):
            cells = [
                self._cell(glyphs.text(cell), width)
                for cell, (_, width) in zip(words, fitted, strict=False)
            ]
            height = max(cell.plain.count("\n") for cell in cells) + 1
            self.add_row(self._sign(row), *cells, height=height)
        names = [self._name_of(one) for one in items]
        before = None if pointed is None else self._name_of(pointed)
        if pointed is not None and before in names:
            self.cursor_coordinate = Coordinate(names.index(before), 0)
