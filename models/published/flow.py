"""Text that flows down the pages of a PDF: headings, paragraphs, facts and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from models.notices.fonts import FIXED, Face, face
from models.notices.paper import INK, LEFT, QUIET, RIGHT, Sheets, leading

TOP, BOTTOM = 36.0, 272.0
"""Millimetres from the upper edge between which there is text."""
SIZE, SMALL, HEADING = 10.0, 8.5, 13.0
FINGERPRINT = 7.4
"""Points: one of SHA-256 in groups is a line."""
LABELS = 50 * mm
"""Width of what stands before a fact."""
BETWEEN_CELLS = 3 * mm
ROW = 1.6
"""Millimetres between two rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Of the column.
        share: Of the width of the page; those of a table are 1 together.
        number: Whether its cells stand on the right.
        fixed: Whether they are fingerprints, all of whose signs are equally wide.
    """

    title: str
    share: float
    number: bool = False
    fixed: bool = False


class Flow:
    """Writes downwards, and begins another page when one is full.

    Attributes:
        page: Number of the page, from 1.
    """

    def __init__(self, pages: Sheets, frame: Callable[[int], None]) -> None:
        """Begin the first page.

        Args:
            pages: Of the PDF.
            frame: Draws what is around the text of a page, given its number.
        """
        self._pages, self._frame = pages, frame
        self._top = TOP
        self.page = 1
        frame(self.page)

    def end(self) -> int:
        """End the last page; return how many there are."""
        self._pages.end_page()
        return self.page

    def need(self, height: float) -> None:
        """Go to the next page if so many millimetres are not left on this one."""
        if self._top + height > BOTTOM:
            self._pages.end_page()
            self.page += 1
            self._frame(self.page)
            self._top = TOP

    def space(self, height: float) -> None:
        """Leave so many millimetres free."""
        self._top += height

    def title(self, text: str, size: float) -> None:
        """Write a line of large letters, or more if it is long."""
        self._lines(text, LEFT, RIGHT - LEFT, self._pages.strong, size, INK)

    def heading(self, text: str, room: float = 24.0) -> None:
        """Write a heading, together with the beginning of what follows."""
        self.space(5.0)
        self.need(room)
        self._pages.line(text, self._top, face=self._pages.strong, size=HEADING)
        self._pages.rule(self._top + 2.2)
        self.space(8.6)

    def subheading(self, text: str) -> None:
        """Write a heading within what a heading begins."""
        self.space(1.6)
        self.need(18.0)
        self._lines(text, LEFT, RIGHT - LEFT, self._pages.strong, SIZE, INK)
        self.space(0.6)

    def paragraph(self, text: str, *, size: float = SIZE, ink: Color = INK) -> None:
        """Write a text as wide as the page."""
        self._lines(text, LEFT, RIGHT - LEFT, self._pages.text, size, ink)
        self.space(1.0)

    def fact(self, label: str, value: str, *, fixed: bool = False) -> None:
        """Write what something is, behind its name."""
        left, width = LEFT + LABELS, RIGHT - LEFT - LABELS
        chosen, size = (face(FIXED), FINGERPRINT) if fixed else (self._pages.text, SIZE)
        labels = self._pages.wrapped(label, self._pages.text, SIZE, LABELS - BETWEEN_CELLS)
        lines = self._pages.wrapped(value, chosen, size, width)
        self.need(max(len(labels), len(lines)) * leading(SIZE))
        for number, line in enumerate(labels):
            self._pages.line(line, self._top + number * leading(SIZE), size=SIZE, ink=QUIET)
        for number, line in enumerate(lines):
            base = self._top + number * leading(SIZE)
            self._pages.line(line, base, left=left, face=chosen, size=size)
        self.space(max(len(labels), len(lines)) * leading(SIZE) + 0.6)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Write rows of cells; the titles of the columns stand on each page again."""
        self.space(1.2)
        self._titles(columns)
        for row in rows:
            cells = [
                self._pages.wrapped(text, self._face_of(one), SMALL, self._room(one))
                for one, text in zip(columns, row, strict=True)
            ]
            height = max(len(cell) for cell in cells) * leading(SMALL) + ROW
            page = self.page
            self.need(height)
            if self.page != page:
                self._titles(columns)
            self._row(columns, cells)
            self.space(height)
        self.space(2.0)

    def boxes(self, titles: Sequence[tuple[str, str]], height: float) -> None:
        """Draw two boxes a row, in which people sign; each with a name and what they are."""
        width = (RIGHT - LEFT - 6 * mm) / 2
        for start in range(0, len(titles), 2):
            self.need(height + 3.0)
            for place, (name, role) in enumerate(titles[start : start + 2]):
                left = LEFT + place * (width + 6 * mm)
                self._pages.frame(self._top - 3.0, height, left=left, right=left + width)
                self._pages.line(
                    name, self._top + 2.0, left=left + 3 * mm, face=self._pages.strong, size=SIZE
                )
                self._pages.line(role, self._top + 6.4, left=left + 3 * mm, size=SMALL, ink=QUIET)
            self.space(height + 3.0)

    def _lines(
        self, text: str, left: float, width: float, chosen: Face, size: float, ink: Color
    ) -> None:
        for line in self._pages.wrapped(text, chosen, size, width):
            self.need(leading(size))
            self._pages.line(line, self._top, left=left, face=chosen, size=size, ink=ink)
            self.space(leading(size))

    def _titles(self, columns: Sequence[Column]) -> None:
        self.need(3 * leading(SMALL))
        cells = [
            self._pages.wrapped(one.title, self._pages.text, SMALL, self._room(one))
            for one in columns
        ]
        self._row(columns, cells, ink=QUIET, plain=True)
        self.space((max(map(len, cells)) - 1) * leading(SMALL))
        self._pages.rule(self._top + 1.4)
        self.space(leading(SMALL) + 1.4)

    def _row(
        self,
        columns: Sequence[Column],
        cells: Sequence[Sequence[str]],
        *,
        ink: Color = INK,
        plain: bool = False,
    ) -> None:
        left = LEFT
        for one, lines in zip(columns, cells, strict=True):
            right = left + one.share * (RIGHT - LEFT)
            chosen = self._pages.text if plain else self._face_of(one)
            for number, line in enumerate(lines):
                base = self._top + number * leading(SMALL)
                if one.number:
                    self._pages.line_to(
                        line, base, right=right - BETWEEN_CELLS, face=chosen, size=SMALL, ink=ink
                    )
                else:
                    self._pages.line(line, base, left=left, face=chosen, size=SMALL, ink=ink)
            left = right

    def _face_of(self, column: Column) -> Face:
        return face(FIXED) if column.fixed else self._pages.text

    def _room(self, column: Column) -> float:
        return float(column.share * (RIGHT - LEFT) - BETWEEN_CELLS)
