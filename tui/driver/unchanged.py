"""What a terminal shows already is not sent again.

Textual paints the whole screen whenever anything of its layout changes, most of it as it was: over
a slow line that is what a person waits for. A frame is a row of pieces, each led by a movement of
the cursor; a piece whose cells are on the screen already is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

from rich.cells import cell_len

FORGET = "\x1b[m"
"""Written first if the terminal may show something else by now; Textual itself writes `\x1b[0m`."""
LONGEST = 60.0
"""Seconds after which everything is sent again: what another program has written goes."""
_PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")
_HELD = re.compile(r"\x1b\[\?(?:25|2026)[hl]")
"""The cursor shown or hidden, a frame held or released: no cell changes."""
_COLOUR = re.compile(r"(\x1b\[[0-9;:]+m)")
_RESET = "\x1b[0m"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Anything that is neither a letter nor the line's end between two rows."""
_MORE = ""
"""In the cells after the first one of a wide letter."""

Cell = tuple[str, str]
"""A letter with the marks on it, and how it is coloured."""


class Unchanged:
    """The cells of one terminal, as far as they are known."""

    def __init__(self, elapsed: Callable[[], float] = monotonic) -> None:
        """Know nothing of the terminal.

        Args:
            elapsed: Returns seconds that no setting of the clock changes.
        """
        self._elapsed = elapsed
        self._since = elapsed()
        self._rows: dict[int, dict[int, Cell]] = {}

    def left_out(self, text: str) -> str:
        """Return a text without what the terminal shows already.

        Args:
            text: Whole frames and sequences, as they are written one after another.
        """
        if self._elapsed() > self._since + LONGEST:
            self._forget()
        places = list(_PLACE.finditer(text))
        starts = [*(place.start() for place in places), len(text)]
        head = text[: starts[0]]
        if _acts(head):
            self._forget()
        kept = [head]
        for place, end in zip(places, starts[1:], strict=True):
            content = text[place.end() : end]
            if _acts(content):
                self._forget()
            elif self._shows(int(place[1]), int(place[2]), content):
                continue
            kept.append(text[place.start() : end])
        return "".join(kept)

    def _forget(self) -> None:
        self._rows.clear()
        self._since = self._elapsed()

    def _shows(self, row: int, column: int, content: str) -> bool:
        """Tell whether the cells of a piece are there already; they are from now on."""
        cells = _cells(_HELD.sub("", content).rstrip("\n"))
        if not cells:
            return False
        there, end = self._rows.setdefault(row, {}), column + len(cells)
        shown = all(there.get(place) == cell for place, cell in enumerate(cells, start=column))
        if not shown:
            for place, of_wide in ((column, column - 1), (end, end)):  # half of it is drawn over
                if there.get(place, ("?", ""))[0] == _MORE:
                    there.pop(of_wide, None)
            there.update(enumerate(cells, start=column))
        return shown


def _acts(content: str) -> bool:
    """Tell whether a text may do anything else than to draw at its place."""
    return bool(_CONTROL.search(_COLOUR.sub("", _HELD.sub("", content))))


def _cells(content: str) -> list[Cell]:
    """Return the cells that a piece draws, each colour told from the last reset on."""
    cells: list[Cell] = []
    colour = ""
    for number, part in enumerate(_COLOUR.split(content)):
        if number % 2:
            colour = "" if part == _RESET else colour + part
        elif part.isascii():
            cells += [(letter, colour) for letter in part]
        else:
            for letter in part:
                width = cell_len(letter)
                if not width and cells:  # a mark on the letter before
                    cells[-1] = (cells[-1][0] + letter, cells[-1][1])
                else:
                    cells += [(letter, colour), *[(_MORE, colour)] * (width - 1)]
    return cells
