"""Contact sheets: every scene small, beside the others, at one size of the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import groupby
from pathlib import Path

from rich.color import Color
from rich.segment import Segment

from tests.screens.drawing import played
from tests.screens.recording import CELL_HEIGHT, CELL_WIDTH, FONT, MARGIN, Row, drawn
from tests.screens.scenes import SCENES, Scene
from tests.tui.sandbox import Sandbox

SIZES = ((80, 24), (120, 36))
"""Of the terminal of a sheet: the smallest usual one, and one beside which the advice has room."""
ACROSS = 4
GAP, CAPTION = 24, 26
PAPER, INK = "#d8d2c4", "#1d2326"


def name_of(size: tuple[int, int]) -> str:
    """Return the name of a sheet: « planche-80x24 »."""
    return f"planche-{size[0]}x{size[1]}"


def scenes_of_sheets() -> list[Scene]:
    """Return the scenes that are drawn at the size of a sheet: those of no size of their own."""
    return [scene for scene in SCENES if scene.size == SIZES[0]]


def draw_sheet(size: tuple[int, int], template: Path, folder: Path) -> str:
    """Return the sheet of all scenes at a size."""
    pictures = []
    for scene in scenes_of_sheets():
        directory = folder / f"{scene.name}-{size[0]}"
        rows, ground = asyncio.run(_rows(replace(scene, size=size), template, directory))
        pictures.append((scene.name, rows, ground))
    return _sheet(pictures, size)


async def _rows(scene: Scene, template: Path, directory: Path) -> tuple[list[Row], str]:
    async with played(scene, template, directory) as (sandbox, _):
        return _rows_of(sandbox), sandbox.app.get_css_variables()["ground"]


def _rows_of(sandbox: Sandbox) -> list[Row]:
    strips = sandbox.app.screen._compositor.render_strips()
    return [_row(list(strip)) for strip in strips]


def _row(segments: Sequence[Segment]) -> Row:
    runs, column = [], 0
    for look, run in groupby(segments, key=_look):
        text = "".join(segment.text for segment in run)
        runs.append((column, text, *look))
        column += len(text)
    return tuple(runs)


def _look(segment: Segment) -> tuple[str, str, bool]:
    style = segment.style
    if style is None:
        return INK, PAPER, False
    ink, ground = _hex(style.color, INK), _hex(style.bgcolor, PAPER)
    if style.reverse:
        ink, ground = ground, ink
    return ink, ground, bool(style.bold)


def _hex(colour: Color | None, usual: str) -> str:
    return colour.get_truecolor().hex if colour is not None else usual


def _sheet(pictures: list[tuple[str, list[Row], str]], size: tuple[int, int]) -> str:
    wide, high = size[0] * CELL_WIDTH + 2 * MARGIN, size[1] * CELL_HEIGHT + 2 * MARGIN
    down = -(-len(pictures) // ACROSS)
    width = ACROSS * (wide + GAP) + GAP
    height = down * (high + CAPTION + GAP) + GAP
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<g font-family="{FONT}" font-size="15" xml:space="preserve">',
    ]
    for number, (name, rows, ground) in enumerate(pictures):
        x = GAP + number % ACROSS * (wide + GAP)
        y = GAP + number // ACROSS * (high + CAPTION + GAP)
        pieces += [
            f'<text x="{x}" y="{y + 16}" fill="{INK}" font-weight="bold">{escape(name)}</text>',
            f'<g transform="translate({x} {y + CAPTION})">',
            f'<rect width="{wide}" height="{high}" rx="8" fill="{ground}"/>',
            *(
                piece
                for line, row in enumerate(rows)
                for piece in drawn(row, MARGIN + line * CELL_HEIGHT, ground)
            ),
            "</g>",
        ]
    return "\n".join([*pieces, "</g>", "</svg>", ""])
