"""What is said of the seats of a scrutin, step by step: the rule's own data, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import say_count, say_fraction, say_number, say_reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import Allocation, RemainingSeat, ScrutinResult

QUOTIENT_RULE = (
    "Chaque liste reçoit autant de sièges que ses voix contiennent de fois ce quotient, et pas "
    "plus qu'elle n'a de candidats."
)
AVERAGE_RULE = (
    "La moyenne d'une liste : ses voix, divisées par ses sièges plus un. À chaque siège, la plus "
    "forte l'emporte (▸). À égalité, la liste qui a le plus de voix, puis celle qui a présenté le "
    "plus de candidats, puis le sort."
)
NOTHING_LEFT = "Il n'en reste aucun."


def list_names(result: ScrutinResult) -> dict[int, str]:
    """Return the short names of the lists by their order."""
    return {one.order: one.short for one in result.lists}


def quotient_words(allocation: Allocation, *, console: bool = False) -> str:
    """Return « 75 suffrages exprimés pour 15 sièges : le quotient est 5. »."""
    valid, seats = allocation.valid, allocation.seats
    votes = say_number(valid, console=console)
    cast = f"{votes} suffrages exprimés" if valid > 1 else f"{votes} suffrage exprimé"
    if allocation.quotient is None:
        return "Aucun siège n'est à pourvoir."
    if not valid:
        return (
            f"Aucun suffrage exprimé pour {say_count(seats, 'siège')} : il n'y a pas de quotient."
        )
    quotient = say_fraction(allocation.quotient, console=console)
    return f"{cast} pour {say_count(seats, 'siège')} : le quotient est {quotient}."


def quotient_lines(
    result: ScrutinResult, allocation: Allocation, *, console: bool = False
) -> list[str]:
    """Return what the quotient gives each list: a line each, in the order of the lists."""
    quotient = allocation.quotient
    if not quotient:
        return []
    name = max((len(one.short) for one in result.lists), default=0)
    votes = [say_number(one.votes, console=console) for one in result.lists]
    width = max(map(len, votes), default=0)
    lines = []
    for one, number, seats in zip(result.lists, votes, allocation.lists, strict=True):
        times = say_fraction(one.votes / quotient, console=console)
        line = f"{one.short.ljust(name)}  {number.rjust(width)} voix, {times} fois le quotient : "
        line += say_count(seats.by_quotient, "siège")
        if seats.missed:
            line += f", et {seats.missed} de moins faute de candidats"
        lines.append(line)
    return lines


def remaining_words(result: ScrutinResult, allocation: Allocation) -> list[str]:
    """Return why each remaining seat went to its list: a line each."""
    names = list_names(result)
    return [seat_words(seat, names) for seat in allocation.remaining]


def seat_words(seat: RemainingSeat, names: Mapping[int, str]) -> str:
    """Return « Siège 12 : Craie a la plus forte moyenne. »."""
    reason = say_reason(seat, names)
    # The name of a list keeps its capital.
    begins = reason[:1].lower() if reason.startswith("À") else reason[:1]
    return f"Siège {seat.number} : {begins}{reason[1:]}"


def vacant_words(allocation: Allocation) -> str:
    """Return that seats stay vacant, empty if none does."""
    if not allocation.vacant:
        return ""
    if allocation.vacant == 1:
        return "Un siège reste vacant : aucune liste n'a de candidat de plus."
    number = say_number(allocation.vacant)
    return f"{number} sièges restent vacants : aucune liste n'a de candidat de plus."
