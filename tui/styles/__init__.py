"""The colours and the style sheets, by topic."""

from __future__ import annotations

from pathlib import Path, PurePath

_FIRST = ("frame", "text", "home")
_LATER = ("fields", "buttons", "dialogs", "demo", "webmail", "voter")


def _sheets(topics: tuple[str, ...]) -> list[str | PurePath]:
    return [Path(__file__).with_name(f"{topic}.tcss") for topic in topics]


FIRST_SHEETS: list[str | PurePath] = _sheets(_FIRST)
"""What the home screen needs, read before the first paint."""

LATER_SHEETS: list[str | PurePath] = _sheets(_LATER)
"""What the other screens need, read once the first screen is shown."""

KIOSK_SHEETS: list[str | PurePath] = _sheets(("frame", "text", "kiosk"))
"""What the first screens of a kiosk need."""

KIOSK_LATER_SHEETS: list[str | PurePath] = [*_sheets(("home",)), *LATER_SHEETS]
"""What the visits on it need besides."""

TIMED_SHEETS: list[str | PurePath] = [*LATER_SHEETS, *_sheets(("kiosk", "tables"))]
"""What the later screens of a visit need that its host ends: the question, the last minutes, and a
trainer's room."""

DESK_SHEETS: list[str | PurePath] = [*FIRST_SHEETS, *LATER_SHEETS, *_sheets(("tables", "desk"))]
"""What the helpdesk's screens need, from the first on."""

BOARD_OF_DEMO_SHEETS: list[str | PurePath] = [
    *LATER_SHEETS,
    *_sheets(("tables", "bureau", "bureau_days")),
]
"""What the later screens of a demonstration need whose board is one key away."""

BUREAU_SHEETS: list[str | PurePath] = [*FIRST_SHEETS, *BOARD_OF_DEMO_SHEETS]
"""What the board's screens need, from the first on."""

LARGE_SHEETS: list[str | PurePath] = _sheets(("large",))
"""What changes all the others if everything is large; read last."""

WIDE = 120
"""Least width in cells at which the advice is beside the page, which is as wide as at 80 then."""

WIDTHS: list[tuple[int, str]] = [(0, "-narrow"), (72, "-normal"), (WIDE, "-wide")]
"""Classes of a screen by its least width in cells."""

HEIGHTS: list[tuple[int, str]] = [(0, "-low"), (24, "-regular"), (34, "-tall")]
"""Classes of a screen by its least height in lines."""


def size_class(size: int, steps: list[tuple[int, str]]) -> str:
    """Return the class of `WIDTHS` or `HEIGHTS` for a number of cells or lines."""
    return [name for least, name in sorted(steps) if least <= size][-1]
