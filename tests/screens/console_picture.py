"""A picture of a terminal emulator's screen: what the Linux console would show, cell for cell."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

import pyte

CELL_WIDTH, CELL_HEIGHT = 9, 18
MARGIN = 12
FONT = "Terminus, 'DejaVu Sans Mono', monospace"

PALETTE = {
    "black": "#000000",
    "red": "#aa0000",
    "green": "#00aa00",
    "brown": "#aa5500",
    "blue": "#0000aa",
    "magenta": "#aa00aa",
    "cyan": "#00aaaa",
    "white": "#aaaaaa",
    "brightblack": "#555555",
    "brightred": "#ff5555",
    "brightgreen": "#55ff55",
    "brightbrown": "#ffff55",
    "brightblue": "#5555ff",
    "bfightmagenta": "#ff55ff",  # so spelt by pyte
    "brightmagenta": "#ff55ff",
    "brightcyan": "#55ffff",
    "brightwhite": "#ffffff",
}
"""The sixteen colours of the VGA text mode, by pyte's names."""
DARK = {name: name.removeprefix("bright") for name in PALETTE if name.startswith("bright")} | {
    "bfightmagenta": "magenta"
}
GROUND = PALETTE["black"]


def picture_of(screen: pyte.Screen) -> str:
    """Return an SVG of a screen.

    Raises:
        KeyError: A colour is none of the sixteen.
    """
    width = screen.columns * CELL_WIDTH + 2 * MARGIN
    height = screen.lines * CELL_HEIGHT + 2 * MARGIN
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
            f'<rect width="{width}" height="{height}" fill="{GROUND}"/>',
            f'<g font-family="{FONT}" font-size="15" xml:space="preserve">',
            *(piece for row in range(screen.lines) for piece in _row(screen, row)),
            "</g>",
            "</svg>",
            "",
        )
    )


def _row(screen: pyte.Screen, row: int) -> Iterator[str]:
    """Return the pieces of one row, neighbours of the same look together."""
    cells = [(column, screen.buffer[row][column]) for column in range(screen.columns)]
    for (ink, ground), found in groupby(cells, key=lambda cell: _look(cell[1])):
        piece = list(found)
        x, y = MARGIN + piece[0][0] * CELL_WIDTH, MARGIN + row * CELL_HEIGHT
        length = len(piece) * CELL_WIDTH
        text = "".join(cell.data for _, cell in piece).replace("\u00a0", " ")
        if ground != GROUND:
            yield (
                f'<rect x="{x}" y="{y}" width="{length}" height="{CELL_HEIGHT}" fill="{ground}"/>'
            )
        if text.strip():
            yield (
                f'<text x="{x}" y="{y + 14}" textLength="{length}" fill="{ink}">'
                f"{escape(text)}</text>"
            )


def _look(cell: pyte.screens.Char) -> tuple[str, str]:
    """Return ink and ground as the kernel draws them (drivers/tty/vt/vt.c, `build_attr`).

    Bold is no other letter there but a brighter ink, black's the dark grey; a ground is never
    bright.
    """
    ink, ground = ("white" if cell.fg == "default" else cell.fg), cell.bg
    ground = "black" if ground == "default" else ground
    if cell.reverse:
        ink, ground = ground, ink
    if cell.bold and f"bright{ink}" in PALETTE:
        ink = f"bright{ink}"
    return PALETTE[ink], PALETTE[DARK.get(ground, ground)]
