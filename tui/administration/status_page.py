"""The status of an election as a person reads it: tables with bars, in 80 columns or more."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

import models

if TYPE_CHECKING:
    from models import Status, StatusCount

NARROWEST = 80
"""Columns for everything, and of what is written to a file."""
NARROW = 56
"""Columns for all the counts, without bars."""
BESIDE_BAR = 45
"""Columns of what stands beside the bars of the whole."""
BAR = 12
"""Columns of a bar."""

COUNTS = {
    "electors": "Électeurs",
    "opened": "Ouvertes",
    "accounts": "Créés",
    "confirmed": "Confirmés",
}
FIRST_COUNTS = ("electors", "confirmed")

HEADINGS = {
    "corps": "Corps",
    "school": "Établissement",
    "day": "Jour",
    "scrutin": "Scrutin",
}


def print_page(found: Status) -> None:
    """Print a status: the whole, the lines, the mails."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, width=max(console.width, NARROWEST))
    console.print(_text(found.title), style="bold")
    if found.purged_at:
        console.print(_text(f"Données purgées le {found.purged_at:%d/%m/%Y} : compteurs gardés."))
    console.print(_whole(found.total, min(30, max(0, console.width - BESIDE_BAR))))
    console.print()
    if found.lines:
        console.print(_lines(found, console.width))
        console.print()
    mails = found.mails
    full = f", {_number(mails.full)} pour une boîte saturée" if mails.full else ""
    console.print(
        _text(
            f"Mails : {_number(mails.waiting)} en attente{full}, {_number(mails.sent)} envoyés, "
            f"{_number(mails.refused)} refusés."
        )
    )


def _whole(total: StatusCount, width: int) -> Table:
    table = _table()
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column(justify="right")
    if width:
        table.add_column(width=width)
    for label, number in (
        ("Électeurs", total.electors),
        ("Messageries ouvertes", total.opened),
        ("Comptes créés", total.accounts),
        ("Comptes confirmés", total.confirmed),
    ):
        table.add_row(
            label,
            _number(number),
            _share(number, total.electors),
            *([_bar(number, total.electors, width)] if width else []),
        )
    return table


def _lines(found: Status, width: int) -> Table:
    """Return a line for each corps, school, day or scrutin, its bar that of the confirmed.

    On a narrow terminal the bars go first, then what stands between electors and
    confirmed accounts.
    """
    days = found.axis is models.StatusAxis.DAY
    by_scrutin = found.axis is models.StatusAxis.SCRUTIN
    bars, all_counts = width >= NARROWEST, width >= NARROW
    table = _table(heading=True)
    heading = HEADINGS[found.axis.value]
    table.add_column(heading, overflow="ellipsis", no_wrap=bars, ratio=1)
    shown = [
        (name, heading)
        for name, heading in COUNTS.items()
        if not (days and name == "electors") and (all_counts or name in FIRST_COUNTS)
    ]
    for _, heading in shown:
        table.add_column(heading, justify="right", no_wrap=True)
    if bars:
        table.add_column("", width=BAR)
    most = max(line.confirmed for line in found.lines)
    for line in found.lines:
        if by_scrutin and not line.electors:
            continue
        bar = [_bar(line.confirmed, most if days else line.electors, BAR)] if bars else []
        label = line.key if by_scrutin else line.label  # titles begin with the same long words
        numbers = (_number(getattr(line, name)) for name, _ in shown)
        table.add_row(_text(label), *numbers, *bar)
    return table


def _table(*, heading: bool = False) -> Table:
    return Table(box=None, show_header=heading, pad_edge=False, expand=heading, padding=(0, 1))


def _bar(part: int, whole: int, width: int) -> Text:
    """Return a bar; full only where nothing is missing, empty only where there is nothing."""
    cells = min(max(round(width * part / max(whole, 1)), part > 0), width - (part < whole))
    full, rest = ("=", " ") if _plain() else ("━", "─")
    return Text.assemble((full * cells, "green"), (rest * (width - cells), "dim"))


def _plain() -> bool:
    """Return whether the terminal's letters hold no lines: Linux's console, another charset."""
    return os.environ.get("TERM") == "linux" or not (sys.stdout.encoding or "").startswith("utf")


def _share(part: int, whole: int) -> str:
    return models.typeset(f"{100 * part / whole:.1f} %".replace(".", ",")) if whole else ""


def _number(number: int) -> str:
    """Return « 1 234 567 », its spaces such that it is not cut."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _text(text: str) -> Text:
    """Return a text in which no markup is read."""
    return Text(models.typeset(text))
