"""Numbers in French: counts, shares and how much more than before."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.french_numbers import say_count, say_points, say_share

FEW = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 3, "33,3 %"),
        (2, 3, "66,7 %"),
        (0, 7, "0,0 %"),
        (7, 7, "100,0 %"),
        (1, 2000, "0,1 %"),
        (0, 0, "–"),
    ],
)
def test_a_share_has_one_digit_behind_the_comma(part: int, whole: int, said: str) -> None:
    assert say_share(part, whole) == said


@given(FEW, st.integers(1, 5000))
def test_a_share_is_right_to_half_a_tenth(part: int, whole: int) -> None:
    said = say_share(min(part, whole), whole).removesuffix(" %").replace(",", ".")
    assert abs(Fraction(said) - Fraction(100 * min(part, whole), whole)) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((9, 46), (12, 64), "+0,8"),
        ((6, 46), (9, 64), "\N{MINUS SIGN}1,0"),
        ((1, 2), (2, 4), "0,0"),
        ((1, 1), (0, 5), "+100,0"),
    ],
)
def test_points_say_more_or_less(now: tuple[int, int], before: tuple[int, int], said: str) -> None:
    assert say_points(*now, *before) == said


@given(FEW, st.integers(1, 5000), FEW, st.integers(1, 5000))
def test_less_is_more_the_other_way_round(part: int, whole: int, before: int, all_: int) -> None:
    one, other = say_points(part, whole, before, all_), say_points(before, all_, part, whole)
    assert one.lstrip("+\N{MINUS SIGN}") == other.lstrip("+\N{MINUS SIGN}")
    assert (one[0] == "+") is (other[0] == "\N{MINUS SIGN}")


def test_a_word_may_have_its_own_plural() -> None:
    assert [say_count(number, "voix", plural="voix") for number in (1, 2)] == ["1 voix", "2 voix"]
    assert say_count(2, "siège") == "2 sièges"
