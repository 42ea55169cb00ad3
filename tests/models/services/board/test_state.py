"""How far the board is, read from what it has done."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import BoardStage, Espace, KeysRefused, StageStanding
from models.services.audit.trail import record
from tests.models.clocks import paris
from tests.models.counts import write_counts
from tests.models.polls import Poll
from tests.models.services.board.keyed import keyed
from tests.models.services.board.members import OPENING, PRESIDENT, present
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


def sign(poll: Poll, folder: Path, *, force: bool = False) -> None:
    """Write the minutes of urns that are counted."""
    there = present(poll.espace, PRESIDENT)
    poll.espace.board.write_minutes(there, folder, force=force, source=SOURCE)


def count_all(poll: Poll) -> None:
    votes = dict.fromkeys(("CTM", "CTA", "CAPN-certifie"), (0, 4, 0, 0, 0))
    write_counts(poll.espace, votes)


def test_an_incident_after_the_minutes_asks_for_them_again(poll: Poll, tmp_path: Path) -> None:
    count_all(poll)
    there = present(poll.espace, PRESIDENT)
    poll.espace.board.report_incident(there, "Avant.", source=SOURCE)
    assert not poll.espace.board.state().minutes_again
    sign(poll, tmp_path)
    state = poll.espace.board.state()
    assert (state.minutes_at, state.minutes_again) == (poll.clock.now(), False)
    poll.espace.board.report_incident(there, "Après.", source=SOURCE)
    state = poll.espace.board.state()
    assert (state.minutes_at, state.minutes_again) == (None, True)
    sign(poll, tmp_path, force=True)
    assert not poll.espace.board.state().minutes_again


def test_what_the_administrator_publishes_is_published(poll: Poll, tmp_path: Path) -> None:
    count_all(poll)
    sign(poll, tmp_path)
    assert standings(poll.espace)[BoardStage.MINUTES] is StageStanding.NOW
    with poll.espace.context.transaction():
        record(poll.espace.context, f"results_published/{'ab' * 16}", "", SOURCE)
    assert poll.espace.board.state().published_at == poll.clock.now()
    assert standings(poll.espace)[BoardStage.MINUTES] is StageStanding.DONE
    there = present(poll.espace, PRESIDENT)
    poll.espace.board.report_incident(there, "Après.", source=SOURCE)
    assert standings(poll.espace)[BoardStage.MINUTES] is StageStanding.NOW
    sign(poll, tmp_path, force=True)
    state = poll.espace.board.state()
    assert (state.minutes_at, state.published_at) == (poll.clock.now(), None)
