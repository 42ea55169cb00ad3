"""How far the board is, read from what it has done."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import BoardStage, Espace, KeysRefused, StageStanding
from tests.models.clocks import paris
from tests.models.counts import write_counts
from tests.models.polls import Poll
from tests.models.services.board.keyed import keyed
from tests.models.services.board.members import OPENING, present
from tests.models.services.vote.board import BOARD, hold_ceremony, with_board
from tests.models.steps import SOURCE


def standings(espace: Espace) -> dict[BoardStage, StageStanding]:
    return {one.stage: one.standing for one in espace.board.state().stages}


def test_before_the_keys_nothing_is_done(espace: Espace) -> None:
    state = with_board(espace).board.state()
    assert (state.keys_made_at, state.keys, state.sealed_at, state.seal) == (None, "", None, "")
    assert [one.name for one in state.members] == [name for name, _ in BOARD.members]


def test_the_keys_are_known_by_their_fingerprint_as_long_as_the_board_is_theirs(
    espace: Espace, tmp_path: Path
) -> None:
    bare = with_board(espace)
    made = hold_ceremony(bare, tmp_path / "sticks")
    state = bare.board.state()
    assert state.keys == made.fingerprint
    assert state.keys_made_at == bare.clock.now()
    others = BOARD.changed(secretary="M. Autre PERSONNE")
    changed = Espace(bare.election.changed(board=others), bare.clock)
    assert changed.board.state().keys == ""


def test_without_a_board_it_says_what_to_write(espace: Espace) -> None:
    with pytest.raises(KeysRefused, match=r"ajoutez \[board\]"):
        espace.board.state()


def test_a_sealed_election_goes_through_the_days_of_its_vote(poll: Poll) -> None:
    poll.clock.go(paris("2014-11-20 12:00"))
    state = poll.espace.board.state()
    assert state.sealed_at is not None
    shown = poll.espace.vote.show_seal()
    assert shown is not None
    assert state.seal == shown.fingerprint
    assert (state.begun, state.over) == (False, False)
    poll.clock.go(paris("2014-12-04 16:59:59"))
    assert standings(poll.espace)[BoardStage.DAYS] is StageStanding.NOW
    poll.clock.go(paris("2014-12-04 17:00:00"))
    assert standings(poll.espace)[BoardStage.CLOSING] is StageStanding.NOW
    poll.espace.vote.close_vote(source=SOURCE)
    state = poll.espace.board.state()
    assert state.closed_at == poll.clock.now()
    assert standings(poll.espace)[BoardStage.COUNT] is StageStanding.NOW
    assert (state.added_up, state.came, state.counted_at) == (False, (), None)


def test_keys_that_are_made_are_to_be_tried(espace: Espace, tmp_path: Path) -> None:
    board = keyed(espace, tmp_path / "sticks")
    assert standings(board)[BoardStage.KEYS] is StageStanding.DONE
    assert standings(board)[BoardStage.TRIAL] is StageStanding.NOW


def test_a_scrutin_whose_seats_are_tied_waits_for_its_lot(poll: Poll) -> None:
    write_counts(poll.espace, {"CTM": (1, 10, 0, 10, 0), "CTA": (0, 4, 0, 0, 0)})
    assert poll.espace.board.state().lots_due == ("CTM",)
    assert standings(poll.espace)[BoardStage.RESULTS] is StageStanding.NOW
    there = present(poll.espace, *OPENING)
    poll.espace.board.enter_lot(there, "CTM", 3, source=SOURCE)
    assert poll.espace.board.state().lots_due == ()
    assert standings(poll.espace)[BoardStage.MINUTES] is StageStanding.NOW
