"""What the pages of counts are made of: tables, bars, numbers, as the terminal can show them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO, cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

import models
from tui.visit.bars import filled_cells

WIDTH_OF_FILES = 10_000
"""Columns of what is written to a file: no label is longer, and no sentence is broken."""


def console() -> Console:
    """Return standard output as rich writes to it.

    A file is as wide as its longest line, unless COLUMNS says how wide it is, and its lines do not
    end in spaces.
    """
    found = Console(highlight=False, markup=False, emoji=False)
    if found.is_terminal:
        return found
    width = found.width if os.environ.get("COLUMNS", "").isdigit() else WIDTH_OF_FILES
    file = cast("TextIO", _WithoutPadding(sys.stdout))
    return Console(highlight=False, markup=False, emoji=False, width=width, file=file)


class _WithoutPadding:
    """A stream whose lines do not end in spaces: rich fills up the cells of a table."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        self._stream.write(re.sub(r" +(?=\n)", "", text))
        return len(text)


def table(*, heading: bool = False) -> Table:
    """Return a table without lines; with a heading it takes the whole width of a terminal."""
    whole = heading and sys.stdout.isatty()
    return Table(box=None, show_header=heading, pad_edge=False, expand=whole, padding=(0, 1))


def bar(part: int, whole: int, width: int) -> Text:
    """Return a bar; full only if nothing is missing, empty only if there is nothing."""
    cells = filled_cells(part, whole, width)
    full, rest = ("=", " ") if _plain() else ("━", "─")
    return Text.assemble((full * cells, "green"), (rest * (width - cells), "dim"))


def parts_of(whole: int, counts: Mapping[str, int], width: int) -> Table:
    """Return a line for each count by its label, with its share and a bar of a width, or none."""
    lines = table()
    lines.add_column(justify="left")
    lines.add_column(justify="right")
    lines.add_column(justify="right")
    if width:
        lines.add_column(width=width)
    for label, count in counts.items():
        drawn = [bar(count, whole, width)] if width else []
        lines.add_row(plain_text(label), models.say_number(count), share(count, whole), *drawn)
    return lines


def share(part: int, whole: int) -> str:
    """Return « 12,5 % », nothing if there is no whole."""
    return models.typeset(f"{100 * part / whole:.1f} %".replace(".", ",")) if whole else ""


def plain_text(text: str, style: str = "") -> Text:
    """Return a text in which no markup is read, without what commands a terminal."""
    harmless, _ = models.clean_text(text)
    return Text(models.typeset(harmless), style=style)


def _plain() -> bool:
    """Return whether the terminal's letters hold no lines: Linux's console, another charset."""
    return os.environ.get("TERM") == "linux" or not (sys.stdout.encoding or "").startswith("utf")
