"""Bars and columns made of characters: a part of a whole, and numbers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models import say_number

if TYPE_CHECKING:
    from tui.visit.glyphs import Part

STEPS = "▁▂▃▄▅▆▇█"
DIGITS = "0123456789"
"""In the place of small columns where the font has none."""
BAR = 20
"""Cells of a bar."""
FULL, EMPTY = "━", "─"


def spark(numbers: Sequence[int], *, console: bool = False) -> str:
    """Return a row of columns, one a number; the highest is the whole cell.

    Args:
        numbers: From zero.
        console: Write digits: the highest is 9, and what is not nothing is 1 at least.
    """
    most = max(numbers, default=0)
    if console:
        return "".join(DIGITS[-(-9 * number // most) if most else 0] for number in numbers)
    if not most:
        return STEPS[0] * len(numbers)
    return "".join(STEPS[round(number / most * (len(STEPS) - 1))] for number in numbers)


def filled_cells(part: int, whole: int, width: int) -> int:
    """Return how many cells of a bar a part takes, the whole being all of them.

    All only if nothing is missing, and none only if there is nothing.
    """
    return min(max(round(width * part / max(whole, 1)), part > 0), width - (part < whole))


def bar(part: int, whole: int, width: int = BAR) -> tuple[Part, ...]:
    """Return a bar of a part, as long as `width` cells; 100 % is all of it."""
    if width <= 0:
        return ()
    cells = filled_cells(part, whole, width)
    return (FULL * cells, ".accent"), (EMPTY * (width - cells), ".muted")


def share(part: int, whole: int) -> str:
    """Return « 54,2 % », « – » if there is no whole; never 100 if something is missing.

    Rounded to the nearest tenth otherwise.
    """
    if not whole:
        return "–"
    tenths = round(1000 * part / whole)
    if part < whole:
        tenths = min(tenths, 999)
    return f"{tenths // 10},{tenths % 10} %"


def out_of(part: int, whole: int) -> str:
    """Return « 1 234 sur 2 345 »."""
    return f"{say_number(part)} sur {say_number(whole)}"


def column(label: str, width: int, *, console: bool = False) -> str:
    """Return a label in a column, cut if it is longer; a space is left to the next one.

    Args:
        label: As it is written.
        width: Cells of the column, at least 4.
        console: The sign of what is cut takes three cells there.
    """
    room, sign = width - 1, "..." if console else "…"
    cut = label if len(label) <= room else label[: max(room - len(sign), 0)] + sign
    return cut.ljust(width)
