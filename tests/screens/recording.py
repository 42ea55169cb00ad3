"""A recording of the real program: what its terminal showed, and when, as a moving picture.

The picture is SVG with the timing of SMIL, which browsers and the pages of forges play, without a
script. Each run of cells of one look is drawn once for as long as it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pyte

from tests.screens.console_picture import PALETTE

CELL_WIDTH, CELL_HEIGHT = 9, 19
MARGIN = 14
FONT = "'DejaVu Sans Mono', Menlo, Consolas, monospace"
INK, GROUND = "#1d2326", "#faf7f0"
"""Of cells that the program leaves as they are: those of its light theme."""

Row = tuple[tuple[int, str, str, str, bool], ...]
"""Column, text, ink, ground and weight of the runs of a row."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a terminal, and for how many seconds they are shown."""

    rows: tuple[Row, ...]
    seconds: float


def rows_of(screen: pyte.Screen) -> tuple[Row, ...]:
    """Return what a terminal shows now."""
    return tuple(_row(screen, number) for number in range(screen.lines))


def _row(screen: pyte.Screen, number: int) -> Row:
    cells = [(column, screen.buffer[number][column]) for column in range(screen.columns)]
    runs = []
    for (ink, ground, bold), found in groupby(cells, key=lambda cell: _look(cell[1])):
        run = list(found)
        text = "".join(cell.data for _, cell in run)
        if text.strip() or ground != GROUND:
            runs.append((run[0][0], text, ink, ground, bold))
    return tuple(runs)


def _look(cell: pyte.screens.Char) -> tuple[str, str, bool]:
    ink, ground = _colour(cell.fg, INK), _colour(cell.bg, GROUND)
    if cell.reverse:
        ink, ground = ground, ink
    return ink, ground, cell.bold


def _colour(name: str, usual: str) -> str:
    if name == "default":
        return usual
    return PALETTE.get(name, f"#{name}")


def moving_picture(frames: list[Frame], columns: int) -> str:
    """Return an SVG that shows frames one after the other, and begins again.

    Args:
        frames: At least one, all of them with the same number of rows.
        columns: Of the terminal.
    """
    height = len(frames[0].rows) * CELL_HEIGHT + 2 * MARGIN
    width = columns * CELL_WIDTH + 2 * MARGIN
    whole = sum(frame.seconds for frame in frames)
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="{GROUND}"/>',
        f'<g font-family="{FONT}" font-size="15" xml:space="preserve">',
    ]
    for number in range(len(frames[0].rows)):
        for row, begins, ends in _stays(frames, number):
            cells = "".join(drawn(row, MARGIN + number * CELL_HEIGHT, GROUND))
            if cells:
                pieces.append(f"<g>{_shown(begins / whole, ends / whole, whole)}{cells}</g>")
    return "\n".join([*pieces, "</g>", "</svg>", ""])


def _stays(frames: list[Frame], number: int) -> Iterator[tuple[Row, float, float]]:
    """Return each content of a row with the seconds at which it comes and goes."""
    at = 0.0
    for row, run in groupby(frames, key=lambda frame: frame.rows[number]):
        lasts = sum(frame.seconds for frame in run)
        yield row, at, at + lasts
        at += lasts


def _shown(begins: float, ends: float, whole: float) -> str:
    """Return the animation that shows a group between two parts of the whole."""
    times, values = ["0"], ["none" if begins > 0 else "inline"]
    if begins > 0:
        times.append(f"{begins:.4f}")
        values.append("inline")
    if ends < 1:
        times.append(f"{ends:.4f}")
        values.append("none")
    if len(times) == 1:
        return ""
    return (
        f'<animate attributeName="display" values="{";".join(values)}" '
        f'keyTimes="{";".join(times)}" calcMode="discrete" dur="{whole:.2f}s" '
        'repeatCount="indefinite"/>'
    )


def drawn(row: Row, y: int, paper: str) -> Iterator[str]:
    """Return the elements of a row.

    Args:
        row: What it shows.
        y: Its top, in the units of the picture.
        paper: The colour that lies beneath already.
    """
    for column, text, ink, ground, bold in row:
        x, length = MARGIN + column * CELL_WIDTH, len(text) * CELL_WIDTH
        if ground != paper:
            yield (
                f'<rect x="{x}" y="{y}" width="{length}" height="{CELL_HEIGHT}" fill="{ground}"/>'
            )
        if text.strip():
            weight = ' font-weight="bold"' if bold else ""
            yield (
                f'<text x="{x}" y="{y + 14}" textLength="{length}" fill="{ink}"{weight}>'
                f"{escape(text)}</text>"
            )
