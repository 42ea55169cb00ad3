"""What the board does next: from the keys to the publication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.views.bureau import Awaited, BoardStage, BoardState, StageStanding, StageState

MANDATORY = (
    BoardStage.KEYS,
    BoardStage.TRIAL,
    BoardStage.SEAL,
    BoardStage.DAYS,
    BoardStage.CLOSING,
    BoardStage.COUNT,
    BoardStage.RESULTS,
    BoardStage.MINUTES,
)
"""Those of which one comes next; a rehearsal can be held at any time."""


def board_stages(
    state: BoardState, *, opens: datetime, closes: datetime, results_from: datetime
) -> tuple[StageState, ...]:
    """Return where each stage of the board is, in their order.

    Args:
        state: What the board has done.
        opens: Aware; when the vote opens.
        closes: Aware; when no ballot can come any more.
        results_from: Aware; from when the results may be published.
    """
    done = _done(state)
    due = {BoardStage.DAYS: opens, BoardStage.CLOSING: closes}
    if state.minutes_at is not None:  # they are written as soon as all is counted
        due[BoardStage.MINUTES] = results_from
    following = next((stage for stage in MANDATORY if stage not in done), None)
    stages = []
    for stage in BoardStage:
        awaited = _awaited(stage, state)
        if stage is BoardStage.REHEARSAL:
            stages.append(StageState(stage, StageStanding.ANY_TIME))
        elif stage in done:
            stages.append(StageState(stage, StageStanding.DONE, done[stage], awaited))
        else:
            standing = StageStanding.NOW if stage is following else StageStanding.LATER
            stages.append(StageState(stage, standing, due.get(stage), awaited))
    return tuple(stages)


def _done(state: BoardState) -> Mapping[BoardStage, datetime | None]:
    """Return the stages that are done, with their moments as far as they are known.

    What is sealed without a trial election is not tried any more.
    """
    sealed, counted = state.sealed_at, state.counted_at
    moments = {
        BoardStage.KEYS: state.keys_made_at,
        BoardStage.TRIAL: state.trial_held_at,
        BoardStage.SEAL: sealed,
        BoardStage.DAYS: state.closed_at,
        BoardStage.CLOSING: state.closed_at,
        BoardStage.COUNT: counted,
        BoardStage.MINUTES: state.published_at,
    }
    done: dict[BoardStage, datetime | None] = {
        stage: moment for stage, moment in moments.items() if moment is not None
    }
    if sealed:
        done.setdefault(BoardStage.TRIAL, None)
        if state.over:
            done.setdefault(BoardStage.DAYS, None)
    if counted and not state.lots_due:
        done[BoardStage.RESULTS] = counted
    return done


def _awaited(stage: BoardStage, state: BoardState) -> Awaited | None:
    """Return what a stage waits for; what is done can be looked at again."""
    needs = {
        BoardStage.TRIAL: (Awaited.KEYS,),
        BoardStage.SEAL: (Awaited.KEYS,),
        BoardStage.DAYS: (Awaited.KEYS, Awaited.SEAL),
        BoardStage.CLOSING: (Awaited.KEYS, Awaited.SEAL, Awaited.VOTE, Awaited.END),
        BoardStage.COUNT: (Awaited.KEYS, Awaited.SEAL, Awaited.VOTE, Awaited.CLOSING),
        BoardStage.RESULTS: (Awaited.KEYS, Awaited.SEAL, Awaited.VOTE, Awaited.COUNT),
        BoardStage.MINUTES: (Awaited.KEYS, Awaited.SEAL, Awaited.VOTE, Awaited.COUNT),
    }
    there = {
        Awaited.KEYS: state.keys_made_at is not None,
        Awaited.SEAL: state.sealed_at is not None,
        Awaited.VOTE: state.begun or state.closed_at is not None,
        Awaited.END: state.over or state.closed_at is not None,
        Awaited.CLOSING: state.closed_at is not None,
        Awaited.COUNT: state.counted_at is not None,
    }
    return next((need for need in needs.get(stage, ()) if not there[need]), None)
