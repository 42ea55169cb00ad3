"""No line of a turnout says who of a few people has voted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.turnout import FEWEST, large_enough
from models.views.vote_days import TurnoutCount


def lines(sizes: list[int]) -> list[TurnoutCount]:
    return [TurnoutCount(str(key), f"n° {key}", size, 0) for key, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ([50, 10, 20], [50, 10, 20]),
        ([50, 9, 20, 12], [50, 20]),  # the smallest of the others hides the only small one
        ([50, 9, 20, 1], [50, 20]),
        ([50, 3, 20, 2], [50]),  # five people together are still few
        ([9], []),
        ([50, 0], [50, 0]),
        ([], []),
    ],
)
def test_small_lines_are_left_out_and_cannot_be_had_from_the_others(
    sizes: list[int], told: list[int]
) -> None:
    assert [one.electors for one in large_enough(lines(sizes))] == told


@given(st.lists(st.integers(0, 40), max_size=12))
def test_what_is_left_out_is_nothing_or_two_lines_of_ten_electors(sizes: list[int]) -> None:
    every = lines(sizes)
    told = large_enough(every)
    hidden = [one.electors for one in every if one not in told]
    assert all(one.electors >= FEWEST or not one.electors for one in told)
    if hidden and any(one.electors for one in told):
        assert len(hidden) > 1
        assert sum(hidden) >= FEWEST
