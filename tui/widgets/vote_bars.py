"""The votes of the lists as bars, and their seats as rows of places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from models import say_number
from tui.visit.bars import bar
from tui.visit.result_words import BarRow, SeatRow
from tui.widgets.columns import column
from tui.widgets.written import Written

GAP = 2
SHORTEST_BAR, LONGEST_BAR = 6, 30
"""Cells. With less room than for the shortest one there is no bar: the numbers say it all."""
TAKEN, FREE = "●", "○"


class VoteBars(Written):
    """« Craie  ━━━━━━━━────  24  32,0 %  +1,2 », a list a line, under headings."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "accent",
        "muted",
        "name",
        "number",
        "heading",
        "change",
    }

    def __init__(self, rows: Sequence[BarRow], *, change: str = "") -> None:
        """Take the lists.

        Args:
            rows: In their order.
            change: The heading of the change since the election before; empty: none is shown.
        """
        super().__init__()
        self._rows, self._change = rows, change

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the headings and a line a list."""
        return len(self._rows) + 1 if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        width, write = self.size.width, self.glyphs.content
        names = column([write((row.name, ".name")) for row in self._rows])
        numbers = [self._numbers(number) for number in range(3 if self._change else 2)]
        taken = sum(cells[0].cell_length + GAP for cells in numbers)
        room = width - (names[0].cell_length if names else 0) - GAP - taken
        cells = min(room, LONGEST_BAR) if room >= SHORTEST_BAR else 0
        bars = [Content(" " * cells), *(self._bar(row, cells) for row in self._rows)]
        names = column([Content(), *names])
        gap = Content(" " * GAP)
        lines = [
            gap.join([Content.assemble(name, gap, drawn), *others])
            for name, drawn, *others in zip(names, bars, *numbers, strict=True)
        ]
        return Content("\n").join(line.truncate(width) for line in lines)

    def _numbers(self, which: int) -> list[Content]:
        """Return the heading of a column of numbers, then those of each list."""
        heading, style = (("voix", ".number"), ("part", ".number"), (self._change, ".change"))[
            which
        ]
        write, console = self.glyphs.content, self.glyphs.console
        said = [
            (say_number(row.votes, console=console), row.share, row.change)[which]
            for row in self._rows
        ]
        cells = [write((heading, ".heading")), *(write((words, style)) for words in said)]
        return column(cells, right=True)

    def _bar(self, row: BarRow, cells: int) -> Content:
        return self.glyphs.content(*bar(row.votes, row.valid, cells))


class SeatPlaces(Written):
    """« Craie  ●●●●●  5 sièges (4 en 2011) », a list a line; the places of nobody last."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"place", "vacant", "name"}

    def __init__(self, rows: Sequence[SeatRow], *, vacant: int = 0) -> None:
        """Take the lists with seats, and how many seats nobody has yet."""
        super().__init__()
        self._rows = [(row, TAKEN, ".place") for row in rows]
        if vacant:
            words = "à pourvoir"
            self._rows.append((SeatRow("", vacant, f"{vacant} {words}"), FREE, ".vacant"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the places take."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Return a line a list, or several if its places do not fit on one."""
        if not self._rows:
            return []
        write, gap = self.glyphs.content, Content(" " * GAP)
        names = column([write((row.name, ".name")) for row, _, _ in self._rows])
        words = column([write(f"{row.words} {row.before}".strip()) for row, _, _ in self._rows])
        most = max(row.seats for row, _, _ in self._rows)
        taken = names[0].cell_length + 2 * GAP
        if taken + most + words[0].cell_length > width:
            words = column([write(row.words) for row, _, _ in self._rows])
        room = max(min(most, width - taken - words[0].cell_length), 1)
        lines = []
        for (row, sign, style), name, said in zip(self._rows, names, words, strict=True):
            pieces = [sign * min(room, row.seats - at) for at in range(0, row.seats, room)] or [""]
            for number, piece in enumerate(pieces):
                beside = name if number == 0 else Content(" " * name.cell_length)
                places = write((piece, style), " " * (room - len(piece)))
                after = said if number == 0 else Content()
                lines.append(gap.join([beside, places, after]).truncate(width))
        return lines
