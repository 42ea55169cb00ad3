"""Seats: quotient, highest average, ties of every kind, too few candidates, votes that lack."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.evaluate.core import Tie
from votelib.evaluate.proportional import HighestAverages, QuotaDistributor

from models.rules.seats import allocate
from models.views.seats import Allocation, ListVotes, RemainingSeat, SeatReason

MANY = 100
"""Candidates of a list that has enough."""


def lists_of(votes: Sequence[int], candidates: Sequence[int] | None = None) -> list[ListVotes]:
    """Return lists with these votes, in their order; each with enough candidates or with these."""
    sizes = candidates or [MANY] * len(votes)
    pairs = enumerate(zip(votes, sizes, strict=True), 1)
    return [ListVotes(order, *numbers) for order, numbers in pairs]


def won(allocation: Allocation) -> list[int]:
    """Return the seats of each list, in their order."""
    return [one.won for one in allocation.lists]


def reasons(allocation: Allocation) -> list[tuple[int | None, SeatReason | None]]:
    """Return who got each remaining seat, and why."""
    return [(seat.winner, seat.reason) for seat in allocation.remaining]


def drawn_through(
    seats: int, lists: Sequence[ListVotes], *, first: bool = True
) -> tuple[Allocation, dict[int, int]]:
    """Draw each lot that is due for the first of those tied, or the last; return the outcome."""
    lots: dict[int, int] = {}
    while (due := (found := allocate(seats, lists, lots)).lot_due) is not None:
        assert due.number not in lots
        lots[due.number] = due.tied[0 if first else -1]
    return found, lots


# ------------------------------------------------------------------ the texts' own examples


def test_the_circulaire_of_1995_has_this_example() -> None:
    """Three seats, 21 votes, quotient 7 (circulaire of 29 September 1995, § 7.2)."""
    found = allocate(3, lists_of([11, 6, 4]))
    assert found.quotient == 7
    assert [one.by_quotient for one in found.lists] == [1, 0, 0]
    first, second = found.remaining
    assert [average.value for average in first.averages] == [Fraction(11, 2), 6, 4]
    assert [average.value for average in second.averages] == [Fraction(11, 2), 3, 4]
    assert reasons(found) == [(2, SeatReason.AVERAGE), (1, SeatReason.AVERAGE)]
    assert won(found) == [2, 1, 0]


def test_a_prefecture_gives_this_example() -> None:
    """Nine seats; averages of 110, 125, 107.5 and 92.5 (préfecture des Landes, municipal)."""
    found = allocate(9, lists_of([550, 250, 215, 185]))
    assert [one.by_quotient for one in found.lists] == [4, 1, 1, 1]
    values = [average.value for average in found.remaining[0].averages]
    assert values == [110, 125, Fraction(215, 2), Fraction(185, 2)]
    assert reasons(found) == [(2, SeatReason.AVERAGE), (1, SeatReason.AVERAGE)]


def test_a_quotient_need_not_be_whole() -> None:
    """Seven seats, 106 votes: 15 and a seventh (from a page of teachers, for a school council)."""
    found = allocate(7, lists_of([20, 41, 11, 34]))
    assert found.quotient == Fraction(106, 7)
    assert [one.by_quotient for one in found.lists] == [1, 2, 0, 2]
    assert reasons(found) == [(2, SeatReason.AVERAGE), (4, SeatReason.AVERAGE)]
    assert won(found) == [1, 3, 0, 3]


# ------------------------------------------------------------------ ties, in the order of the texts


def test_of_equal_averages_the_list_with_more_votes_gets_the_seat() -> None:
    found = allocate(4, lists_of([60, 30, 15]))
    # The quotient is 26.25: two seats and one; 60/3 = 20 is more than 30/2 and 15.
    assert reasons(found) == [(1, SeatReason.AVERAGE)]
    found = allocate(2, lists_of([40, 20, 19]))
    # The quotient is 39.5: 40/2 = 20, and 20.
    assert reasons(found) == [(1, SeatReason.VOTES)]
    assert found.remaining[0].tied == ()


def test_of_as_many_votes_the_list_with_more_candidates_gets_the_seat() -> None:
    found = allocate(3, lists_of([10, 10], [3, 4]))
    assert reasons(found) == [(2, SeatReason.CANDIDATES)]
    assert won(found) == [1, 2]


def test_of_as_many_candidates_the_lot_decides() -> None:
    found = allocate(3, lists_of([10, 10]))
    assert found.lot_due == found.remaining[-1]
    assert found.lot_due.tied == (1, 2)
    assert won(found) == [1, 1]
    assert reasons(found) == [(None, None)]


@pytest.mark.parametrize(("drawn", "expected"), [(1, [2, 1]), (2, [1, 2])])
def test_the_drawn_lot_gives_the_seat(drawn: int, expected: list[int]) -> None:
    found = allocate(3, lists_of([10, 10]), {3: drawn})
    assert won(found) == expected
    assert found.lot_due is None
    assert found.remaining[0].tied == (1, 2)
    assert reasons(found) == [(drawn, SeatReason.LOT)]


def test_nothing_is_given_behind_a_lot_that_is_due() -> None:
    found = allocate(2, lists_of([5, 5, 5]))
    assert len(found.remaining) == 1
    found = allocate(2, lists_of([5, 5, 5]), {1: 3})
    assert [seat.tied for seat in found.remaining] == [(1, 2, 3), (1, 2)]
    found = allocate(2, lists_of([5, 5, 5]), {1: 3, 2: 1})
    assert won(found) == [1, 0, 1]


def test_where_each_gets_a_seat_no_lot_is_drawn() -> None:
    found = allocate(5, lists_of([6, 6, 20]))
    assert [one.by_quotient for one in found.lists] == [0, 0, 3]
    assert reasons(found) == [(1, SeatReason.EACH), (2, SeatReason.AVERAGE)]
    assert won(found) == [1, 1, 3]


@pytest.mark.parametrize("lots", [{3: 7}, {1: 2}, {9: 1}, {2: 1}])
def test_a_lot_for_another_seat_or_another_list_changes_nothing(lots: dict[int, int]) -> None:
    assert allocate(3, lists_of([10, 10]), lots) == allocate(3, lists_of([10, 10]))


# ------------------------------------------------------------------ too few of something


def test_a_list_gets_no_more_seats_than_candidates() -> None:
    found = allocate(5, lists_of([80, 10, 10], [2, 9, 9]))
    assert [one.by_quotient for one in found.lists] == [2, 0, 0]
    assert [one.missed for one in found.lists] == [2, 0, 0]
    assert [one.full for one in found.lists] == [True, False, False]
    assert all(average.order != 1 for seat in found.remaining for average in seat.averages)
    assert found.lot_due is not None


def test_a_list_that_is_full_leaves_the_averages() -> None:
    found = allocate(4, lists_of([70, 20, 10], [3, 9, 9]))
    assert [one.by_quotient for one in found.lists] == [2, 0, 0]
    assert reasons(found) == [(1, SeatReason.AVERAGE), (2, SeatReason.AVERAGE)]
    assert [average.order for average in found.remaining[1].averages] == [2, 3]
    assert [one.missed for one in found.lists] == [0, 0, 0]


def test_seats_without_candidates_are_vacant() -> None:
    found = allocate(5, lists_of([9, 1], [2, 1]))
    assert (won(found), found.vacant) == ([2, 1], 2)


def test_without_a_valid_vote_all_seats_are_vacant() -> None:
    found = allocate(4, lists_of([0, 0]))
    assert (won(found), found.vacant, found.remaining) == ([0, 0], 4, ())
    assert found.quotient == 0


def test_a_single_list_takes_what_it_has_candidates_for() -> None:
    assert won(allocate(3, lists_of([5]))) == [3]
    found = allocate(3, lists_of([1], [2]))
    assert (won(found), found.vacant, found.lists[0].missed) == ([2], 1, 1)


def test_a_list_without_a_vote_gets_no_seat() -> None:
    found = allocate(4, lists_of([3, 0], [2, 9]))
    assert (won(found), found.vacant) == ([2, 0], 2)


def test_there_may_be_nothing_to_give() -> None:
    found = allocate(0, lists_of([3, 2]))
    assert (won(found), found.quotient, found.remaining, found.vacant) == ([0, 0], None, (), 0)
    assert allocate(2, []).vacant == 2


# ------------------------------------------------------------------ properties


def elections() -> st.SearchStrategy[tuple[int, list[ListVotes]]]:
    """Elections of few seats and few votes, so that ties of every kind come."""
    numbers = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=6)
    return st.tuples(
        st.integers(0, 12),
        numbers.map(lambda pairs: [ListVotes(n, *pair) for n, pair in enumerate(pairs, 1)]),
    )


@given(elections())
def test_each_seat_is_given_once_or_vacant(election: tuple[int, list[ListVotes]]) -> None:
    seats, lists = election
    found, _ = drawn_through(seats, lists)
    assert sum(won(found)) + found.vacant == seats
    for one, given_to in zip(lists, found.lists, strict=True):
        assert given_to.by_quotient <= given_to.won <= one.candidates
        assert one.votes or not given_to.won
        assert given_to.full is (given_to.won == one.candidates)
        if found.valid:
            whole = one.votes // (Fraction(found.valid, seats) if seats else 1)
            assert not seats or given_to.by_quotient + given_to.missed == whole


@given(elections())
def test_the_reason_is_what_the_averages_say(election: tuple[int, list[ListVotes]]) -> None:
    seats, lists = election
    found, lots = drawn_through(seats, lists)
    by_order = {one.order: one for one in lists}
    for seat in found.remaining:
        assert seat.winner is not None
        assert (seat.reason is SeatReason.LOT) is (seat.number in lots) is bool(seat.tied)
        ranked = sorted((rank(seat, by_order, one.order) for one in seat.averages), reverse=True)
        assert rank(seat, by_order, seat.winner) == ranked[0]
        depth = {SeatReason.AVERAGE: 1, SeatReason.VOTES: 2, SeatReason.CANDIDATES: 3}
        if seat.reason in depth and len(ranked) > 1:
            parts = depth[seat.reason]
            assert ranked[0][:parts] > ranked[1][:parts]
            assert ranked[0][: parts - 1] == ranked[1][: parts - 1]
        elif seat.reason in (SeatReason.LOT, SeatReason.EACH):
            assert ranked[0] == ranked[1]


def rank(
    seat: RemainingSeat, lists: Mapping[int, ListVotes], order: int
) -> tuple[Fraction, int, int]:
    """Return what the texts compare: average, votes, candidates."""
    average = next(one for one in seat.averages if one.order == order)
    return average.value, lists[order].votes, lists[order].candidates


@given(elections())
def test_a_lot_is_drawn_only_if_it_changes_who_sits(election: tuple[int, list[ListVotes]]) -> None:
    seats, lists = election
    first, lots = drawn_through(seats, lists)
    last, _ = drawn_through(seats, lists, first=False)
    assert (won(first) != won(last)) is bool(lots)


@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_is_of_no_account(
    election: tuple[int, list[ListVotes]], chance: random.Random
) -> None:
    seats, lists = election
    shuffled = chance.sample(lists, len(lists))
    assert allocate(seats, shuffled) == allocate(seats, lists)


@given(elections())
def test_after_the_quotient_it_is_the_rule_of_d_hondt(
    election: tuple[int, list[ListVotes]],
) -> None:
    """Seats by quotient are the first ones that highest averages would give: all is D'Hondt's."""
    seats, lists = election
    found, _ = drawn_through(seats, lists)
    expected = dict.fromkeys((one.order for one in lists), 0)
    for _ in range(seats):
        able = [one for one in lists if one.votes and expected[one.order] < one.candidates]
        if not able:
            break
        best = max(
            able,
            key=lambda one: (
                Fraction(one.votes, expected[one.order] + 1),
                one.votes,
                one.candidates,
                -one.order,
            ),
        )
        expected[best.order] += 1
    assert won(found) == list(expected.values())


# ------------------------------------------------------------------ the oracle


def random_elections() -> list[tuple[int, list[ListVotes]]]:
    """Return 500 elections as they come: a few lists or twenty, ten votes or a million."""
    chance = random.Random(2014)
    made = []
    for _ in range(500):
        most = 10 ** chance.randint(1, 6)
        votes = [chance.randint(1, most) for _ in range(chance.randint(1, 20))]
        sizes = [chance.choice([chance.randint(1, 10), MANY]) for _ in votes]
        made.append((chance.randint(1, 30), lists_of(votes, sizes)))
    return made


def test_votelib_gives_the_same_seats_in_500_elections() -> None:
    """It leaves ties open: what it gives for certain, and who it says is tied, is compared."""
    with_ties = 0
    for seats, lists in random_elections():
        found, _ = drawn_through(seats, lists)
        votes = {one.order: one.votes for one in lists}
        sizes = {one.order: one.candidates for one in lists}
        theirs = HighestAverages("d_hondt").evaluate(votes, seats, max_seats=sizes)
        tied = {order for key in theirs if isinstance(key, Tie) for order in key}
        with_ties += bool(tied)
        for one in found.lists:
            spare = one.won - theirs.get(one.order, 0)
            assert 0 <= spare <= (one.order in tied)
        assert sum(theirs.values()) == sum(won(found))
        quotas = QuotaDistributor("hare").evaluate(votes, seats)
        for one in found.lists:
            assert one.by_quotient == min(quotas.get(one.order, 0), sizes[one.order])
    assert 0 < with_ties < 250
