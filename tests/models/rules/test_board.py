"""Who may open the urn together."""

from __future__ import annotations

from itertools import combinations

import pytest

from models.rules.board import may_open
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
