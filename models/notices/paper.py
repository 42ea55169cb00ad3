"""A PDF for A4 paper: its pages, and lines of text that fit into a width."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from models.notices.fonts import STRONG, TEXT, Face, face

WIDTH, HEIGHT = A4
LEFT, RIGHT = 22 * mm, WIDTH - 22 * mm
"""Margins; no office printer needs more than 6 mm."""
INK, QUIET, RULE = HexColor("#1a1a1a"), HexColor("#5a5a5a"), HexColor("#b8b8b8")
"""Of what is read, of what explains it, of lines. All of them print on any black printer."""

ORDINARY = 10.0
"""Points of the text that is read."""


class Sheets:
    """The pages of a PDF, written from the top: every height is millimetres from the upper edge."""

    def __init__(self, canvas: Any) -> None:
        """Take the library's canvas."""
        self.canvas = canvas
        self.text, self.strong = face(TEXT), face(STRONG)

    def line(
        self,
        text: str,
        top: float,
        *,
        left: float = LEFT,
        face: Face | None = None,
        size: float = ORDINARY,
        ink: Color = INK,
    ) -> None:
        """Write a line whose letters stand at a height."""
        chosen = face or self.text
        self._write(self.canvas.drawString, text, top, left, chosen, size, ink)

    def line_to(
        self,
        text: str,
        top: float,
        *,
        right: float = RIGHT,
        face: Face | None = None,
        size: float = ORDINARY,
        ink: Color = INK,
    ) -> None:
        """Write a line that ends at a place."""
        chosen = face or self.text
        self._write(self.canvas.drawRightString, text, top, right, chosen, size, ink)

    def paragraph(
        self,
        text: str,
        top: float,
        *,
        left: float = LEFT,
        width: float = RIGHT - LEFT,
        face: Face | None = None,
        size: float = ORDINARY,
        ink: Color = INK,
        most: int | None = None,
    ) -> float:
        """Write a text on as many lines as it needs; return the height at which the next begins.

        Args:
            text: Its sentences.
            top: Height of its first line.
            left: Where its lines begin.
            width: Of its lines.
            face: The ordinary one unless another one is given.
            size: Of its letters, in points.
            ink: Their colour.
            most: Lines, the last one being cut.
        """
        chosen = face or self.text
        for line in self.wrapped(text, chosen, size, width, most):
            self.line(line, top, left=left, face=chosen, size=size, ink=ink)
            top += leading(size)
        return top

    def wrapped(
        self, text: str, face: Face, size: float, width: float, most: int | None = None
    ) -> list[str]:
        """Return the lines of a text; a word that is wider than a line is broken."""
        lines: list[str] = []
        for line in _split(face.printed(text), face, size, width):
            lines += self._broken(line, face, size, width)
        if most is not None and len(lines) > most:
            lines = [*lines[: most - 1], fitted(" ".join(lines[most - 1 :]), face, size, width)]
        return lines

    def rule(
        self, top: float, *, left: float = LEFT, right: float = RIGHT, dashed: bool = False
    ) -> None:
        """Draw a thin line across the page."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.6)
        if dashed:
            self.canvas.setDash(1, 2.4)
        self.canvas.line(left, _up(top), right, _up(top))
        self.canvas.restoreState()

    def upright(self, top: float, bottom: float, place: float) -> None:
        """Draw a thin line down the page."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(place, _up(top), place, _up(bottom))
        self.canvas.restoreState()

    def box(self, top: float, height: float, *, radius: float = 2 * mm) -> None:
        """Draw a box as wide as the text."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(1.1)
        self.canvas.roundRect(LEFT, _up(top + height), RIGHT - LEFT, height * mm, radius)
        self.canvas.restoreState()

    def frame(self, top: float, height: float, *, left: float, right: float) -> None:
        """Draw a thin box between two places."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(left, _up(top + height), right - left, height * mm)
        self.canvas.restoreState()

    def fold_marks(self) -> None:
        """Mark where the page is folded for an envelope, at its left edge."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.4)
        for top in FOLDS:
            self.canvas.line(4 * mm, _up(top), 9 * mm, _up(top))
        self.canvas.restoreState()

    def end_page(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def _write(
        self, draw: Any, text: str, top: float, place: float, face: Face, size: float, ink: Color
    ) -> None:
        self.canvas.setFont(face.name, size)
        self.canvas.setFillColor(ink)
        draw(place, _up(top), face.printed(text))

    def _broken(self, line: str, face: Face, size: float, width: float) -> Iterator[str]:
        while face.width(line, size) > width and len(line) > 1:
            end = next(
                (n for n in range(len(line), 0, -1) if face.width(line[:n], size) <= width), 1
            )
            yield line[:end]
            line = line[end:]
        yield line


FOLDS = (99.0, 198.0)
"""Millimetres from the upper edge: three equal parts, for an envelope of 110 by 220 mm."""


@contextmanager
def sheets(file: BinaryIO, title: str, *, undated: bool = False) -> Iterator[Sheets]:
    """Write a PDF into a file; what is drawn inside is its pages.

    Args:
        file: Open and empty.
        title: Of the document, without any name.
        undated: Leave out when it was made: the same pages are the same bytes.
    """
    canvas = Canvas(file, pagesize=A4, pageCompression=1, lang="fr-FR", invariant=int(undated))
    canvas.setTitle(title)
    canvas.setCreator("espace-electeur")
    yield Sheets(canvas)
    canvas.save()


def leading(size: float) -> float:
    """Return the millimetres from one line to the next."""
    return size * 1.36 / float(mm)


def fitted(text: str, face: Face, size: float, width: float) -> str:
    """Return a text on one line, cut by « … » if it is too long."""
    shown = face.printed(text)
    if face.width(shown, size) <= width:
        return shown
    while shown and face.width(f"{shown}…", size) > width:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _split(text: str, face: Face, size: float, width: float) -> Iterator[str]:
    """Yield the lines of a text, broken at ordinary spaces alone.

    The library's own splitting breaks at no-break spaces too, and would leave « at a line's end.
    """
    space = face.width(" ", size)
    line: list[str] = []
    taken = 0.0
    for word in filter(None, text.split(" ")):
        room = face.width(word, size)
        if line and taken + space + room > width:
            yield " ".join(line)
            line, taken = [], 0.0
        taken += room + (space if line else 0.0)
        line.append(word)
    if line:
        yield " ".join(line)


def _up(top: float) -> float:
    """Return the library's height of one in millimetres from the upper edge."""
    return float(HEIGHT - top * mm)
