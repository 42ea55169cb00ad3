"""What the board reads of a result: each list, its seats, and a lot that is due."""

from __future__ import annotations

from datetime import datetime
from textwrap import wrap
from typing import TYPE_CHECKING

from models import NO_SEATS, say_count, say_number
from tui.bureau.votes_words import capitalised
from tui.visit.bars import bar, column, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import Allocation, ListResult, ScrutinResult
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments

DRAW = "Tirer au sort le siège {number} de {code}"
WRITE = "Écrire les procès-verbaux"
LOT_DUE = "siège {number} à tirer au sort"
GIVEN = "sièges attribués"
UNKNOWN = "nombre de sièges inconnu"
VACANT = "{seats} sans titulaire : aucune liste n'a de candidat ou de voix pour eux."
NARROW = 70
SEATS = 27
"""Cells of « nombre de sièges inconnu », a free one, and two for the pointer if need be."""


def table_columns(width: int) -> tuple[tuple[str, int], ...]:
    """Return the columns of the scrutins, with their widths."""
    if width < NARROW:
        return (("Scrutin", max(width - SEATS - 1, 12)), ("Sièges", SEATS))
    return (
        ("Scrutin", max(width - SEATS - 26, 16)),
        ("Sièges", SEATS),
        ("Participation", 14),
        ("Votants", 10),
    )


def table_cells(result: ScrutinResult, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the cells of a scrutin; `names` are those of all by their codes."""
    return (
        names[result.code],
        seats_words(result.allocation),
        share(result.voters, result.electors),
        say_number(result.voters),
    )


def is_lot_due(result: ScrutinResult) -> bool:
    """Return whether the board has to draw a lot before all seats of a scrutin are given."""
    return bool(result.allocation and result.allocation.lot_due)


def next_act(result: ScrutinResult | None) -> str:
    """Return what the board does next.

    Args:
        result: The scrutin whose lot is due; None: none is.
    """
    due = result.allocation.lot_due if result and result.allocation else None
    if result is None or due is None:
        return WRITE
    return DRAW.format(number=due.number, code=result.code)


def seats_words(allocation: Allocation | None) -> str:
    """Return how far the seats are."""
    if allocation is None:
        return UNKNOWN
    due = allocation.lot_due
    return LOT_DUE.format(number=due.number) if due else GIVEN


def result_lines(
    result: ScrutinResult, width: int, *, console: bool = False
) -> list[tuple[Part, ...]]:
    """Return a scrutin in lines: its counts, then each list with its votes and seats."""
    lines: list[tuple[Part, ...]] = [
        ((result.title, ".strong"),),
        (
            f"Participation {share(result.voters, result.electors)} : "
            f"{say_count(result.voters, 'votant')} sur {say_count(result.electors, 'inscrit')}.",
        ),
        (f"{say_count(result.blank, 'blanc')}, {say_count(result.valid, 'exprimé')}.",),
    ]
    if result.checked:
        lines.append(((f"{capitalised(result.checked)}.", ".muted"),))
    lines += [_list_line(one, result.valid, width, console=console) for one in result.lists]
    allocation = result.allocation
    if allocation is None:
        lines += [(line,) for line in wrap(NO_SEATS, width)]
    elif allocation.vacant:
        seats = say_count(allocation.vacant, "siège")
        lines.append(((VACANT.format(seats=seats), ".missing"),))
    return lines


def _list_line(one: ListResult, valid: int, width: int, *, console: bool) -> tuple[Part, ...]:
    cells = 14 if width >= NARROW else 0
    figures = f" {say_number(one.votes):>8} {share(one.votes, valid):>8}"
    seats = "" if one.seats is None else f"  {say_count(one.seats, 'siège'):<9}"
    room = max(width - len(figures) - len(seats) - cells - 4, 6)
    drawn = bar(one.votes, valid, cells) if cells else ()
    return (
        f"{one.order:>2}  {column(one.name, room, console=console)}",
        *drawn,
        figures,
        (seats, ".strong"),
    )


def day_words(moment: datetime, moments: Moments) -> str:
    """Return from when something is: « 5 décembre » for its first second."""
    is_midnight = moments.last_day_of(moment) != moment
    return moments.date(moment) if is_midnight else moments.moment(moment)


def day_to_come(moment: datetime, moments: Moments) -> str:
    """Return the same as long as it has not come, then an empty text."""
    return day_words(moment, moments) if moments.until(moment).total_seconds() > 0 else ""


def votes_words(votes: int) -> str:
    """Return « 1 234 voix »."""
    return f"{say_number(votes)} voix"
