"""The averages of the lists for the seats that the quotient did not give: a column a seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from models import RemainingSeat, digits_apart, say_fraction
from tui.widgets.columns import column
from tui.widgets.written import Written

GAP = 2
NONE = "–"
"""A list that can take no more: all of its candidates sit, or nobody chose it."""
TAKES = "▸"
"""The list that gets the seat, also without colours."""
LOT = "?"
"""A list between which and others a lot is to be drawn."""


class AveragesTable(Written):
    """Rows are lists, columns seats; as many seats side by side as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading", "name", "winner", "tied", "other"}

    def __init__(self, seats: Sequence[RemainingSeat], names: Mapping[int, str]) -> None:
        """Take the seats in their order, and the names of the lists by their order."""
        super().__init__()
        self._seats = seats
        self._names = names

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of all blocks."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        listed = {average.order for seat in self._seats for average in seat.averages}
        names = {order: name for order, name in self._names.items() if order in listed}
        if not names:
            return []
        write = self.glyphs.content
        titles = column([Content(), *(write((name, ".name")) for name in names.values())])
        columns = [self._column(seat, names) for seat in self._seats]
        cell = max(cells[0].cell_length for cells in columns) + GAP
        at_once = max((width - titles[0].cell_length) // cell, 1)
        lines: list[Content] = []
        for begins in range(0, len(columns), at_once):
            lines += [Content()] if lines else []
            for title, *cells in zip(titles, *columns[begins : begins + at_once], strict=True):
                lines.append(Content(" " * GAP).join([title, *cells]).truncate(width))
        return lines

    def _column(self, seat: RemainingSeat, names: Mapping[int, str]) -> list[Content]:
        """Return the heading of a seat and the average of each list."""
        averages = {average.order: average for average in seat.averages}
        values = [average.value for average in averages.values()]
        digits = digits_apart(values)
        aligned = any(value.denominator > 1 for value in values)
        cells = [(f"siège {seat.number}", ".heading")]
        for order in names:
            average = averages.get(order)
            if average is None:
                cells.append((NONE, ".other"))
                continue
            said = say_fraction(average.value, digits, aligned=aligned, console=self.glyphs.console)
            if order == seat.winner:
                cells.append((f"{TAKES} {said}", ".winner"))
            elif seat.winner is None and order in seat.tied:
                cells.append((f"{LOT} {said}", ".tied"))
            else:
                cells.append((said, ".other"))
        return column([self.glyphs.content(cell) for cell in cells], right=True)
