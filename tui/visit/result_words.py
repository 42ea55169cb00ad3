"""What is said of the result of a scrutin: votes, seats, who sits, how it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import NO_SEATS, say_count, say_number, say_points, say_share
from tui.visit.fingerprints import grouped
from tui.visit.seat_reasons import list_names, seat_words, vacant_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import ListResult, ScrutinResult
    from tui.visit.moments import Moments

NO_VOTES = "Aucun suffrage exprimé."
NO_VOTES_FOR = "Sans voix :"
NEW = "nouvelle"
"""A list that was not there in the election before."""
LEADERS = 4
"""Lists named in the list of the scrutins."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """The votes of a list.

    Attributes:
        name: Its short name.
        votes: How many ballots chose it.
        share: « 32,5 % » of the valid ballots.
        change: « +1,2 » points since the election before; empty if that is not known.
        valid: Of how many valid ballots.
    """

    name: str
    votes: int
    share: str
    change: str
    valid: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """The seats of a list.

    Attributes:
        name: Its short name.
        seats: How many it has won.
        words: « 5 sièges ».
        before: « (4 en 2011) »; empty if that is not known.
    """

    name: str
    seats: int
    words: str
    before: str = ""


def turnout_words(result: ScrutinResult) -> str:
    """Return « participation 64,5 % »."""
    return f"participation {say_share(result.voters, result.electors)}"


def count_words(result: ScrutinResult, *, console: bool = False) -> tuple[str, ...]:
    """Return who could vote, who has, and what the ballots were.

    Args:
        result: Of a scrutin.
        console: As for `say_number`.
    """

    def number(count: int) -> str:
        return say_number(count, console=console)

    allocation = result.allocation
    seats = () if allocation is None else (f"Sièges {number(allocation.seats)}",)
    return (
        f"Inscrits {number(result.electors)}",
        f"Votants {number(result.voters)}, {turnout_words(result)}",
        f"Blancs {number(result.blank)}",
        f"Suffrages exprimés {number(result.valid)}",
        *seats,
    )


def by_votes(result: ScrutinResult) -> list[ListResult]:
    """Return the lists, those with more votes first; as many: in the order of the lot."""
    return sorted(result.lists, key=lambda one: (-one.votes, one.order))


def bar_rows(result: ScrutinResult) -> list[BarRow]:
    """Return the votes of each list that has some, those with more votes first."""
    return [
        BarRow(
            one.short,
            one.votes,
            say_share(one.votes, result.valid),
            _change(one, result),
            result.valid,
        )
        for one in by_votes(result)
        if one.votes
    ]


def without_votes(result: ScrutinResult) -> str:
    """Return « Sans voix : Préau, Boussole. », empty if every list has some."""
    names = [one.short for one in by_votes(result) if not one.votes]
    return f"{NO_VOTES_FOR} {', '.join(names)}." if names and result.valid else ""


def change_heading(result: ScrutinResult) -> str:
    """Return « écart 2011 », empty if there is nothing to compare with."""
    compared = result.previous_valid and any(one.before for one in result.lists)
    return f"écart {result.previous}".strip() if compared else ""


def _change(one: ListResult, result: ScrutinResult) -> str:
    if not (change_heading(result) and result.valid):
        return ""
    if one.before is None:
        return NEW
    return say_points(one.votes, result.valid, one.before.votes, result.previous_valid)


def seat_rows(result: ScrutinResult) -> list[SeatRow]:
    """Return the lists that have seats, or had some, those with more seats and votes first."""
    rows = []
    for one in sorted(by_votes(result), key=lambda one: -(one.seats or 0)):
        had = one.before.seats if one.before is not None else None
        if one.seats or had:
            seats = one.seats or 0
            when = f"{had} en {result.previous}" if result.previous else f"avant : {had}"
            before = "" if had is None else f"({when})"
            rows.append(SeatRow(one.short, seats, say_count(seats, "siège"), before))
    return rows


def seats_words(result: ScrutinResult) -> tuple[str, ...]:
    """Return what is to be known of the seats besides who has them: a sentence each."""
    allocation = result.allocation
    if allocation is None:
        return (NO_SEATS,)
    words = []
    if (due := allocation.lot_due) is not None:
        words.append(seat_words(due, list_names(result)))
    if vacant := vacant_words(allocation):
        words.append(vacant)
    return tuple(words)


def elected_lines(result: ScrutinResult) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lists with those who sit, by their rank, those with more seats first."""
    elected = sorted(by_votes(result), key=lambda one: -len(one.elected))
    return [
        (one.name, tuple(f"{rank}. {name}" for rank, name in enumerate(one.elected, 1)))
        for one in elected
        if one.elected
    ]


def leading_words(result: ScrutinResult) -> str:
    """Return who has most: « Craie 5 sièges, Préau 3, Sablier 2, 4 autres listes 5 »."""
    if not result.valid:
        return NO_VOTES
    if result.allocation is None:
        lists = [one for one in by_votes(result) if one.votes]
        named = [f"{one.short} {say_share(one.votes, result.valid)}" for one in lists[:LEADERS]]
        return ", ".join(named) + _others(lists)
    lists = [
        one for one in sorted(by_votes(result), key=lambda one: -(one.seats or 0)) if one.seats
    ]
    if not lists:
        return "Aucun siège attribué."
    first, *following = lists[:LEADERS]
    named = [f"{first.short} {say_count(first.seats or 0, 'siège')}"]
    named += [f"{one.short} {one.seats}" for one in following]
    return ", ".join(named) + _others(lists)


def _others(lists: Sequence[ListResult]) -> str:
    others = len(lists) - LEADERS
    if others <= 0:
        return ""
    return ", une autre liste" if others == 1 else f", {others} autres listes"


def counted_words(result: ScrutinResult, moments: Moments) -> tuple[str, ...]:
    """Return how the scrutin was counted: a line each."""
    how = f" {result.checked[:1].upper()}{result.checked[1:]}." if result.checked else ""
    closed, counted = moments.moment(result.closed_at), moments.moment(result.counted_at)
    lines = [f"Urne fermée le {closed}, dépouillée le {counted}.{how}"]
    if result.archive:
        lines.append(f"Empreinte de l'archive :\n{grouped(result.archive)}")
    return tuple(lines)
