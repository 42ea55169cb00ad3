"""Seats in French: averages, and why a seat went to a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from models.rules.french_numbers import say_number
from models.rules.text import say_all
from models.views.seats import RemainingSeat, SeatReason

FEWEST_DIGITS, MOST_DIGITS = 2, 6

NO_SEATS = (
    "Le nombre de sièges n'est pas connu ici. Le fichier d'élection ne le donne pas : seules les "
    "voix sont comptées."
)
"""Of a scrutin whose seats are not known."""

REASONS: Mapping[SeatReason | None, str] = {
    SeatReason.AVERAGE: "{winner} a la plus forte moyenne.",
    SeatReason.VOTES: "À égalité de moyenne, {winner} a le plus de voix.",
    SeatReason.CANDIDATES: (
        "À égalité de moyenne et de voix, {winner} a présenté le plus de candidats."
    ),
    SeatReason.EACH: (
        "{winner} est de celles qui ont la plus forte moyenne, puis le plus de voix et de "
        "candidats. Il reste un siège pour chacune d'elles : rien n'est à tirer au sort."
    ),
    SeatReason.LOT: (
        "À égalité de moyenne, de voix et de candidats entre {tied}, le bureau de vote a tiré au "
        "sort : {winner}."
    ),
    None: (
        "À égalité de moyenne, de voix et de candidats, le bureau de vote doit tirer au sort entre "
        "{tied}."
    ),
}


def say_reason(seat: RemainingSeat, names: Mapping[int, str]) -> str:
    """Return why a seat went to a list, or what it waits for, in one sentence.

    Args:
        seat: One that the quotient did not give.
        names: Of the lists, by their order.
    """
    winner = "" if seat.winner is None else names[seat.winner]
    return REASONS[seat.reason].format(
        winner=winner, tied=say_all([names[order] for order in seat.tied])
    )


def say_fraction(
    value: Fraction, digits: int = FEWEST_DIGITS, *, aligned: bool = False, console: bool = False
) -> str:
    """Return « 1 234,50 »: a number that is not negative, rounded half up.

    Args:
        value: Zero or more.
        digits: How many behind the comma; a whole number has none.
        aligned: Whether a whole number has as many too.
        console: As for `say_number`.
    """
    if not digits or (value.denominator == 1 and not aligned):
        return say_number(int(value + Fraction(1, 2)), console=console)
    scaled = int(value * 10**digits + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**digits)
    return f"{say_number(whole, console=console)},{rest:0{digits}}"


def digits_apart(values: Collection[Fraction]) -> int:
    """Return how many digits behind the comma tell different values apart: 2 to 6."""
    different = len(set(values))
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        if len({int(value * 10**digits + Fraction(1, 2)) for value in values}) == different:
            return digits
    return MOST_DIGITS
