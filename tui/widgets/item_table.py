"""A table of things, one a row: as many columns as there is room for, the cursor on its thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from tui.visit.protocol import writing_app

Item = TypeVar("Item")
Column = tuple[str, int]
"""Its heading and its cells."""


class ItemTable(DataTable[Text], Generic[Item]):
    """Rows that may change while one points at one of them.

    Attributes:
        items: Those that are shown, in the order of the rows.
    """

    def __init__(self, name_of: Callable[[Item], Hashable], *, id: str) -> None:
        """Start empty.

        Args:
            name_of: Returns by what a thing is known again.
            id: Identifier in the screen.
        """
        super().__init__(id=id, cursor_type="row", cell_padding=0)
        self.items: list[Item] = []
        self._name_of = name_of
        self._columns: tuple[Column, ...] = ()

    @staticmethod
    def _cell(words: str, width: int) -> Text:
        """Return words that leave a space to the next column; a `Text` is never read as markup."""
        text = Text(words)
        text.truncate(max(width - 1, 1), overflow="ellipsis")
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
            columns: With their widths.
            rows: The cells of each thing; those that have no column are left out.
        """
        pointed, self.items = self.pointed, list(items)
        anew = tuple(columns) != self._columns
        self.clear(columns=anew)
        glyphs = writing_app(self).glyphs
        if anew:
            self._columns = tuple(columns)
            for name, width in columns:
                self.add_column(glyphs.text(name), width=width)
        for cells in rows:
            self.add_row(
                *(
                    self._cell(glyphs.text(cell), width)
                    for cell, (_, width) in zip(cells, columns, strict=False)
                )
            )
        names = [self._name_of(one) for one in items]
        before = None if pointed is None else self._name_of(pointed)
        if pointed is not None and before in names:
            self.cursor_coordinate = Coordinate(names.index(before), 0)
