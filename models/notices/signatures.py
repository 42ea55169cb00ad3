"""The sheets that are signed: a school's, and the register of the reserve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from models.notices.export import ExportHeader, School
from models.notices.paper import LEFT, QUIET, RIGHT, Sheets, fitted
from models.rules.french_numbers import say_count, say_number

SIZE, SMALL = 10.0, 8.5
ROW = 10.0
"""Millimetres: room for a signature."""
FIRST_ROW, LAST_ROW = 66.0, 272.0
ROWS = int((LAST_ROW - FIRST_ROW) // ROW)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        width: Share of the page.
    """

    title: str
    width: float


SCHOOL_COLUMNS = (
    Column("N°", 0.11),
    Column("Nom", 0.31),
    Column("Corps", 0.22),
    Column("Date", 0.10),
    Column("Signature", 0.26),
)
REGISTER_COLUMNS = (
    Column("N°", 0.11),
    Column("Remise à", 0.25),
    Column("Remplace n°", 0.13),
    Column("Date", 0.10),
    Column("Remise par", 0.205),
    Column("Témoin", 0.205),
)


def draw_signature_sheet(pages: Sheets, header: ExportHeader, school: School, first: int) -> None:
    """Draw the sheet of a school.

    Args:
        pages: Of its file.
        header: What is the same for all.
        school: Its electors.
        first: Number of the first one's notice.
    """
    rows = [
        (say_number(number), f"{one.last_name} {one.first_name}", one.corps)
        for number, one in enumerate(school.electors, first)
    ]
    place = f"{school.name} · {school.uai}"
    say = header.said.line
    heading = (say("notice.sheet.signed"), place, say("notice.sheet.how_signed"))
    _draw_table(pages, header, heading, SCHOOL_COLUMNS, len(rows), rows.__getitem__)


def draw_register(pages: Sheets, header: ExportHeader, first: int, count: int) -> None:
    """Draw the register of the reserve.

    Args:
        pages: Of its file.
        header: What is the same for all.
        first: Number of the first spare notice.
        count: How many there are.
    """
    say = header.said.line
    heading = (
        say("notice.sheet.register"),
        say("notice.sheet.register_place"),
        say("notice.sheet.how_registered"),
    )
    _draw_table(
        pages, header, heading, REGISTER_COLUMNS, count, lambda row: (say_number(first + row),)
    )


def _draw_table(
    pages: Sheets,
    header: ExportHeader,
    heading: tuple[str, str, str],
    columns: Sequence[Column],
    count: int,
    row_at: Callable[[int], Sequence[str]],
) -> None:
    last = -(-count // ROWS)
    for page in range(last):
        _draw_heading(pages, header, heading, f"{page + 1} / {last}", count)
        _draw_rows(pages, columns, [row_at(row) for row in _rows_of(page, count)])
        pages.end_page()


def _rows_of(page: int, count: int) -> range:
    return range(page * ROWS, min((page + 1) * ROWS, count))


def _draw_heading(
    pages: Sheets, header: ExportHeader, heading: tuple[str, str, str], page: str, count: int
) -> None:
    name, place, how = heading
    organiser = header.organiser[:1].upper() + header.organiser[1:]
    pages.line(organiser, 22, size=SIZE, ink=QUIET)
    pages.line_to(header.title, 22, size=SIZE, ink=QUIET)
    pages.rule(25.5)
    pages.line(name, 35, face=pages.strong, size=17)
    pages.line(fitted(place, pages.strong, 11, RIGHT - LEFT), 43, face=pages.strong, size=11)
    pages.paragraph(how, 50, size=SMALL, ink=QUIET, most=2)
    pages.line(say_count(count, "notice"), 284, size=SMALL, ink=QUIET)
    pages.line_to(page, 284, size=SMALL, ink=QUIET)


def _draw_rows(pages: Sheets, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    widths = [column.width * (RIGHT - LEFT) for column in columns]
    lefts = [LEFT + sum(widths[:place]) for place in range(len(widths))]
    for column, left in zip(columns, lefts, strict=True):
        pages.line(column.title, FIRST_ROW - 2.4, left=left, size=SMALL, ink=QUIET)
    pages.rule(FIRST_ROW)
    for number, row in enumerate(rows):
        base = FIRST_ROW + number * ROW
        for text, left, width in zip(row, lefts, widths, strict=False):
            _draw_cell(pages, text, base, left, width - 3 * mm)
        pages.rule(base + ROW)
    for left in lefts[len(rows[0]) :]:
        pages.upright(FIRST_ROW, FIRST_ROW + len(rows) * ROW, left - 1.5 * mm)


def _draw_cell(pages: Sheets, text: str, base: float, left: float, width: float) -> None:
    """Draw a text in a row: on one line, or on two of smaller letters."""
    if pages.text.width(pages.text.printed(text), SIZE) <= width:
        pages.line(text, base + 6.4, left=left, size=SIZE)
    else:
        lines = pages.wrapped(text, pages.text, SMALL, width, most=2)
        first = base + (4.4 if len(lines) > 1 else 6.2)
        pages.paragraph(text, first, left=left, width=width, size=SMALL, most=2)
