"""French words that the minutes and the published pages share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from models.rules.french_dates import say_date, say_time
from models.rules.french_numbers import say_count, say_number
from models.rules.seat_words import digits_apart, say_fraction, say_reason
from models.rules.text import say_all
from models.views.results import ListResult, ScrutinResult
from models.views.seats import Allocation, RemainingSeat

HOW_SEATS = (
    "Les sièges sont donnés au quotient, puis à la plus forte moyenne. À égalité de moyenne, le "
    "siège va à la liste qui a le plus de voix, puis à celle qui a présenté le plus de candidats, "
    "puis au sort, tiré par le bureau de vote."
)
QUOTIENT = (
    "Quotient électoral : {valid} pour {seats}, soit {quotient}. Chaque liste a d'abord autant de "
    "sièges que ses voix le contiennent."
)
NO_VOTE = "Aucune liste n'a de voix : aucun siège n'est attribué."
ALL_BY_QUOTIENT = "Le quotient a donné tous les sièges."
WITHOUT_ELECTORS = "Sans électeur :"
LOT_DUE = "Le siège n° {number} reste à tirer au sort par le bureau de vote, entre {tied}."
VACANT = "{seats} sans candidat : {reason}."
NOBODY_LEFT = "les listes qui ont des voix n'ont pas assez de candidats"


def say_full_date(moment: datetime, zone: ZoneInfo) -> str:
    """Return the day of an aware moment with its year: « 4 décembre 2014 »."""
    return f"{say_date(moment, zone)} {moment.astimezone(zone).year}"


def say_full_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Return an aware moment with its year: « 4 décembre 2014 à 17 h 05 »."""
    return f"{say_full_date(moment, zone)} à {say_time(moment, zone)}"


def say_votes(number: int) -> str:
    """Return « 1 voix », « 1 234 voix »."""
    return f"{say_number(number)} voix"


def say_share(part: int, whole: int) -> str:
    """Return « 45,68 % », rounded half up; « – » of nothing."""
    if not whole:
        return "–"
    hundredths = int(Fraction(10_000 * part, whole) + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02} %"


def say_seats(number: int) -> str:
    """Return « 1 siège », « 2 sièges »."""
    return say_count(number, "siège")


def names_of(result: ScrutinResult) -> Mapping[int, str]:
    """Return the short names of the lists, by their order."""
    return {one.order: one.short for one in result.lists}


def say_quotient(allocation: Allocation) -> str:
    """Return how many votes a seat costs, in a sentence; nothing was won without votes."""
    if allocation.quotient is None or not allocation.valid:
        return NO_VOTE
    return QUOTIENT.format(
        valid=say_votes(allocation.valid),
        seats=say_seats(allocation.seats),
        quotient=say_fraction(allocation.quotient),
    )


def say_averages(seat: RemainingSeat, names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """Return the averages of the lists for a seat, the highest first.

    Args:
        seat: One that the quotient did not give.
        names: Of the lists, by their order.

    Returns:
        The name of each list, and « 120 voix : 3 = 40 ».
    """
    digits = digits_apart([one.value for one in seat.averages])
    ordered = sorted(seat.averages, key=lambda one: (-one.value, one.order))
    return tuple(
        (
            names[one.order],
            f"{say_votes(one.votes)} ÷ {one.seats + 1} = {say_fraction(one.value, digits)}",
        )
        for one in ordered
    )


def say_why(seat: RemainingSeat, result: ScrutinResult) -> str:
    """Return why a seat went to a list, in one sentence."""
    return say_reason(seat, names_of(result))


def say_vacant(allocation: Allocation) -> str:
    """Return which seats nobody takes, and why; empty: all are taken."""
    if not allocation.vacant or not allocation.valid:
        return ""
    return VACANT.format(seats=say_seats(allocation.vacant), reason=NOBODY_LEFT)


def say_lot(result: ScrutinResult) -> str:
    """Return which seat has still to be drawn by lot, and between whom; empty: none has."""
    due = result.allocation.lot_due if result.allocation is not None else None
    if due is None:
        return ""
    names = names_of(result)
    return LOT_DUE.format(number=due.number, tied=say_all([names[order] for order in due.tied]))


def say_before(one: ListResult, result: ScrutinResult) -> str:
    """Return what a list got in the election before: « 45,68 %, 3 sièges »; « – »: not known."""
    if one.before is None:
        return "–"
    votes = say_votes(one.before.votes)
    if result.previous_valid:
        votes = say_share(one.before.votes, result.previous_valid)
    return votes if one.before.seats is None else f"{votes}, {say_seats(one.before.seats)}"
