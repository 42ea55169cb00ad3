"""What the board does next, from the keys to the publication."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.rules.board_stages import board_stages
from models.views.bureau import Awaited, BoardStage, BoardState, StageStanding, StageState
from tests.models.clocks import paris

AT = paris("2014-11-20 12:00")
OPENS, CLOSES = paris("2014-11-27 10:00"), paris("2014-12-04 17:00")
RESULTS = paris("2014-12-05 00:00")
NOTHING = BoardState(
    members=(),
    threshold=3,
    keys_made_at=None,
    keys="",
    trial_held_at=None,
    sealed_at=None,
    seal="",
    begun=False,
    over=False,
    closed_at=None,
    added_up=False,
    came=(),
    counted_at=None,
    lots_due=(),
    minutes_at=None,
    published_at=None,
    incidents=0,
)
WAY: tuple[tuple[BoardStage | None, dict[str, Any]], ...] = (
    (BoardStage.KEYS, {}),
    (BoardStage.TRIAL, {"keys_made_at": AT}),
    (BoardStage.SEAL, {"trial_held_at": AT}),
    (BoardStage.DAYS, {"sealed_at": AT, "begun": True}),
    (BoardStage.CLOSING, {"over": True}),
    (BoardStage.COUNT, {"closed_at": AT}),
    (BoardStage.RESULTS, {"counted_at": AT, "lots_due": ("CTA",)}),
    (BoardStage.MINUTES, {"lots_due": ()}),
    (None, {"published_at": AT}),
)
"""The stage that comes next, and what was done before it."""


def stages(state: BoardState) -> dict[BoardStage, StageState]:
    found = board_stages(state, opens=OPENS, closes=CLOSES, results_from=RESULTS)
    assert [one.stage for one in found] == list(BoardStage)
    return {one.stage: one for one in found}


def after(number: int) -> BoardState:
    """Return the state after so many stages of the way."""
    state = NOTHING
    for _, done in WAY[: number + 1]:
        state = replace(state, **done)
    return state


@pytest.mark.parametrize("number", range(len(WAY)))
def test_one_stage_comes_next_those_before_it_are_done_and_it_can_be_opened(number: int) -> None:
    following, _ = WAY[number]
    found = stages(after(number))
    assert [one.stage for one in found.values() if one.standing is StageStanding.NOW] == (
        [following] if following else []
    )
    before = [stage for stage, _ in WAY[:number] if stage is not None]
    assert all(found[stage].standing is StageStanding.DONE for stage in before)
    if following:
        assert found[following].awaited is None


@pytest.mark.parametrize(
    ("number", "stage", "awaited"),
    [
        (0, BoardStage.SEAL, Awaited.KEYS),
        (1, BoardStage.DAYS, Awaited.SEAL),
        (3, BoardStage.CLOSING, Awaited.END),
        (3, BoardStage.COUNT, Awaited.CLOSING),
        (5, BoardStage.RESULTS, Awaited.COUNT),
        (5, BoardStage.MINUTES, Awaited.COUNT),
    ],
)
def test_a_later_stage_says_what_it_waits_for(
    number: int, stage: BoardStage, awaited: Awaited
) -> None:
    assert stages(after(number))[stage].awaited is awaited


def test_before_the_vote_begins_its_end_is_not_awaited_yet() -> None:
    state = replace(after(3), begun=False)
    assert stages(state)[BoardStage.CLOSING].awaited is Awaited.VOTE


def test_a_rehearsal_is_held_at_any_time() -> None:
    for number in range(len(WAY)):
        one = stages(after(number))[BoardStage.REHEARSAL]
        assert (one.standing, one.awaited) == (StageStanding.ANY_TIME, None)


def test_what_is_sealed_without_a_trial_is_not_tried_any_more() -> None:
    state = replace(NOTHING, keys_made_at=AT, sealed_at=AT)
    one = stages(state)[BoardStage.TRIAL]
    assert (one.standing, one.at) == (StageStanding.DONE, None)
