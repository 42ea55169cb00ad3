"""Who may open the urn together."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from models.rules.board import StillNeeded, can_still_open, is_quorate, may_open, still_needed
from models.views.bureau import BoardAct
from models.views.vote_board import BoardRole

P, S, D = BoardRole.PRESIDENT, BoardRole.SECRETARY, BoardRole.DELEGATE


@pytest.mark.parametrize(
    ("present", "threshold", "opens"),
    [
        ([P, D, D], 3, True),
        ([S, D, D], 3, True),
        ([P, S, D, D], 3, True),
        ([P, S, D], 3, False),
        ([D, D, D], 3, False),
        ([P, D], 3, False),
        ([P, S], 3, False),
        ([P, D, D], 4, False),
        ([P, D], 2, True),
        ([P, S], 2, False),
        ([P], 1, True),
        ([D], 1, False),
        ([], 1, False),
    ],
)
def test_president_or_secretary_and_two_delegates(
    present: list[BoardRole], threshold: int, opens: bool
) -> None:
    assert may_open(present, threshold) is opens


def test_whoever_comes_besides_never_shuts_the_urn() -> None:
    board = [P, S, D, D, D]
    for size in range(len(board)):
        for present in combinations(board, size):
            if may_open(present, 3):
                assert all(may_open([*present, other], 3) for other in (P, S, D))


def test_a_role_has_its_french_name() -> None:
    assert {role.french for role in BoardRole} == {"présidence", "secrétariat", "délégation"}


@pytest.mark.parametrize("threshold", [1, 2, 3, 4])
def test_whoever_may_come_leads_to_an_urn_that_opens(threshold: int) -> None:
    board = [P, S, D, D, D]
    for came in permutations(board, threshold):
        on_the_way = [can_still_open(came[:size], threshold) for size in range(threshold + 1)]
        assert all(on_the_way) is may_open(came, threshold)


def test_no_more_shares_are_taken_than_the_key_asks_for() -> None:
    assert not can_still_open([P, D, D, D], 3)


@pytest.mark.parametrize("act", BoardAct)
def test_nobody_alone_is_never_enough(act: BoardAct) -> None:
    assert not is_quorate(act, [], 3)
    assert is_quorate(act, [P, D, D], 3)


def test_what_decides_asks_for_those_who_open_the_urn() -> None:
    assert is_quorate(BoardAct.INCIDENT, [D], 3)
    assert is_quorate(BoardAct.MINUTES, [S], 3)
    assert not is_quorate(BoardAct.MINUTES, [D, D, D], 3)
    assert not is_quorate(BoardAct.SEAL, [P, S], 3)


@pytest.mark.parametrize(
    ("came", "leader", "delegates"),
    [
        ([], True, 2),
        ([BoardRole.DELEGATE], True, 1),
        ([BoardRole.SECRETARY], False, 2),
        ([BoardRole.PRESIDENT, BoardRole.DELEGATE], False, 1),
        ([BoardRole.PRESIDENT, BoardRole.DELEGATE, BoardRole.DELEGATE], False, 0),
    ],
)
def test_it_is_said_in_which_roles_members_have_still_to_come(
    came: list[BoardRole], leader: bool, delegates: int
) -> None:
    assert still_needed(came, 3) == StillNeeded(leader, delegates)
