"""Seats in French: numbers that can be told apart, and one sentence for each reason."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.seat_words import digits_apart, say_fraction, say_reason
from models.rules.seats import allocate
from models.rules.text import say_all
from models.views.seats import ListVotes

NAMES = {1: "Craie", 2: "Préau", 3: "Verger"}


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (Fraction(105, 4), 2, "26,25"),
        (Fraction(16, 3), 2, "5,33"),
        (Fraction(17, 3), 2, "5,67"),
        (Fraction(999, 1000), 2, "1,00"),
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(6), 2, "6"),
        (Fraction(2469, 2), 1, "1\N{NARROW NO-BREAK SPACE}234,5"),
        (Fraction(5, 2), 0, "3"),
    ],
)
def test_a_fraction_is_said_with_a_comma(value: Fraction, digits: int, expected: str) -> None:
    assert say_fraction(value, digits) == expected


def test_a_whole_number_in_a_column_has_as_many_digits() -> None:
    assert say_fraction(Fraction(6), 2, aligned=True) == "6,00"


def test_the_console_has_a_wide_space() -> None:
    assert say_fraction(Fraction(1000), console=True) == "1\N{NO-BREAK SPACE}000"


@given(st.sets(st.fractions(0, 100, max_denominator=30), max_size=8))
def test_averages_that_differ_look_different(values: set[Fraction]) -> None:
    digits = digits_apart(values)
    assert len({say_fraction(value, digits) for value in values}) == len(values)


@pytest.mark.parametrize(
    ("gap", "digits"), [(Fraction(1, 100), 2), (Fraction(1, 2000), 3), (Fraction(1, 10**9), 6)]
)
def test_averages_get_as_many_digits_as_tell_them_apart_and_six_at_most(
    gap: Fraction, digits: int
) -> None:
    assert digits_apart({Fraction(1, 3), Fraction(1, 3) + gap}) == digits


def test_names_are_told_as_one_says_them() -> None:
    assert [say_all([]), say_all(["A"]), say_all(["A", "B"]), say_all(["A", "B", "C"])] == [
        "",
        "A",
        "A et B",
        "A, B et C",
    ]


@pytest.mark.parametrize(
    ("seats", "lists", "lots", "sentence"),
    [
        (3, [(11, 9), (6, 9), (4, 9)], {}, "Préau a la plus forte moyenne."),
        (2, [(40, 9), (20, 9), (19, 9)], {}, "À égalité de moyenne, Craie a le plus de voix."),
        (
            3,
            [(10, 3), (10, 4)],
            {},
            "À égalité de moyenne et de voix, Préau a présenté le plus de candidats.",
        ),
        (
            5,
            [(6, 9), (6, 9), (20, 9)],
            {},
            "Craie est de celles qui ont la plus forte moyenne, puis le plus de voix et de "
            "candidats. Il reste un siège pour chacune d'elles : rien n'est à tirer au sort.",
        ),
        (
            2,
            [(5, 9), (5, 9), (5, 9)],
            {},
            "À égalité de moyenne, de voix et de candidats, le bureau de vote doit tirer au sort "
            "entre Craie, Préau et Verger.",
        ),
        (
            3,
            [(10, 9), (10, 9)],
            {3: 2},
            "À égalité de moyenne, de voix et de candidats entre Craie et Préau, le bureau de vote "
            "a tiré au sort : Préau.",
        ),
    ],
)
def test_each_reason_is_one_sentence(
    seats: int, lists: list[tuple[int, int]], lots: dict[int, int], sentence: str
) -> None:
    found = allocate(seats, [ListVotes(n, *numbers) for n, numbers in enumerate(lists, 1)], lots)
    assert say_reason(found.remaining[0], NAMES) == sentence
