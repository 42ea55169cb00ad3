"""The vote of a demonstration: sealed and under way while nobody waits, gone with it."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models import SAMPLE_PEOPLE, Espace, EspaceError, Progress, Stage
from models.data.samples.passphrases import SAMPLE_PASSPHRASES
from models.services.administration.sandbox_ballots import BALLOTS
from models.tables.count import ScrutinCount
from models.tables.urn import Signature, UrnBallot
from tests.mail_servers.waiting import wait_for
from tests.models.clocks import MORNING, paris
from tests.models.steps import person_on_roll
from tui.demo import vote_preparation
from tui.demo.sandbox import PREFIX, Sandbox, copy_of, fill_template
from tui.demo.vote_preparation import VotePreparation

URNS = 11
"""Of the scrutins that the sample people are called to."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(vote_preparation, "PAUSE", 0.0)
    monkeypatch.setattr(vote_preparation, "BETWEEN", 0.0)


@pytest.fixture(autouse=True)
def nothing_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """What was recorded as a fault: nothing, unless the test takes it away."""
    faults: list[BaseException] = []
    monkeypatch.setattr(vote_preparation, "record_error", lambda error, place: faults.append(error))
    yield faults
    assert faults == []


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(MORNING)
    yield made
    made.delete()


def preparation_of(sandbox: Sandbox) -> VotePreparation:
    assert sandbox.vote is not None
    return sandbox.vote


def ballots(espace: Espace) -> tuple[int, int]:
    """Return how many ballots and how many signatures there are."""
    with espace.context.connection():
        return UrnBallot.select().count(), Signature.select().count()


def threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "vote"]


def test_it_is_sealed_and_others_have_voted(sandbox: Sandbox) -> None:
    espace = sandbox.open()
    sandbox.wait_for_vote()
    assert espace.vote.show_seal() is not None
    wait_for(lambda: preparation_of(sandbox).full, "the other electors' votes")
    assert ballots(espace) == (URNS * BALLOTS, URNS * BALLOTS)
    assert espace.verify() is espace
    assert espace.administration.verify_audit().first_fault is None
    with espace.context.connection():
        moments = [row.signed_at for row in Signature.select()]
    vote = espace.election.calendar.vote
    assert vote.opens <= min(moments) < max(moments) <= espace.clock.now()
    assert len(set(moments)) == len(moments)
    wait_for(lambda: not threads(), "the end of the preparation")


def test_before_the_vote_the_urns_are_empty_until_one_travels_there() -> None:
    sandbox = Sandbox(paris("2014-11-20 10:00"))
    espace = sandbox.open()
    sandbox.wait_for_vote()
    wait_for(lambda: not threads(), "the end of the preparation")
    assert espace.vote.show_seal() is not None
    assert ballots(espace) == (0, 0)
    sandbox.travel(paris("2014-11-21 10:00"))
    wait_for(lambda: not threads(), "the end of another look")
    assert ballots(espace) == (0, 0)
    sandbox.travel(paris("2014-12-04 18:00"))
    wait_for(lambda: preparation_of(sandbox).full, "the other electors' votes")
    assert ballots(espace) == (URNS * BALLOTS, URNS * BALLOTS)
    with espace.context.connection():
        assert all(row.signed_at < paris("2014-12-04 17:00") for row in Signature.select())
    sandbox.delete()


@pytest.mark.parametrize("stage", [Stage.KEYS, Stage.CHECKING, Stage.BALLOTS])
def test_a_demonstration_ends_while_it_is_prepared(
    sandbox: Sandbox, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    tell = VotePreparation._tell

    def listened(preparation: VotePreparation, progress: Progress) -> None:
        if progress.stage is stage:
            begun.set()
        tell(preparation, progress)

    monkeypatch.setattr(VotePreparation, "_tell", listened)
    sandbox.open()
    assert begun.wait(30)
    sandbox.delete()
    assert threads() == []
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


def test_it_ends_before_anything_was_prepared(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vote_preparation, "PAUSE", 3600.0)
    sandbox.open()
    assert threads()
    sandbox.delete()
    assert threads() == []
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


def test_beginning_again_prepares_another_vote(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vote_preparation, "BETWEEN", 3600.0)
    first = sandbox.open()
    sandbox.travel(MORNING + timedelta(days=1))
    again = sandbox.open()
    assert again is not first
    sandbox.wait_for_vote()
    assert again.vote.show_seal() is not None
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1


def test_who_wants_to_vote_waits_for_no_pause(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vote_preparation, "PAUSE", 3600.0)
    espace = sandbox.open()
    sandbox.wait_for_vote()
    assert espace.vote.show_seal() is not None


def test_a_vote_that_cannot_be_prepared_is_told(
    sandbox: Sandbox,
    nothing_goes_wrong: list[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vote_preparation, "PAUSE", 0.2)
    espace = sandbox.open()

    def fail(*arguments: object, **named: object) -> None:
        raise OSError

    monkeypatch.setattr(espace.administration, "prepare_vote", fail, raising=False)
    with pytest.raises(EspaceError, match="Tout recommencer"):
        sandbox.wait_for_vote()
    assert [type(error) for error in nothing_goes_wrong] == [OSError]
    nothing_goes_wrong.clear()


def test_a_session_has_a_copy_that_is_sealed_and_prepares_nothing(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    sandbox = Sandbox(MORNING, copy_of(template), prepared=True)
    fill_template(template, sandbox.clock)
    espace = sandbox.open()
    sandbox.wait_for_vote()
    assert preparation_of(sandbox).full
    assert espace.vote.show_seal() is not None
    assert ballots(espace) == (URNS * BALLOTS, URNS * BALLOTS)
    sandbox.travel(MORNING + timedelta(days=2))
    wait_for(lambda: not threads(), "a look at the urns")
    assert ballots(espace) == (URNS * BALLOTS, URNS * BALLOTS)
    with espace.context.connection():
        signed = {row.elector_id for row in Signature.select()}
    assert len(signed) > BALLOTS
    assert not signed & {person_on_roll(espace, person.user_name) for person in SAMPLE_PEOPLE}
    sandbox.delete()


RESULTS = paris("2014-12-05 09:00")


def test_on_the_day_of_the_results_its_own_urns_are_counted(sandbox: Sandbox) -> None:
    espace = sandbox.open()
    sandbox.travel(RESULTS)
    wait_for(lambda: preparation_of(sandbox).counted, "the count")
    state = espace.board.count_state()
    assert state.counted
    assert len(state.came) == 3
    with espace.context.connection():
        counts = list(ScrutinCount.select())
    votes = [sum(json.loads(row.result)["result"][0]) for row in counts]
    assert [one for one in votes if one] == [BALLOTS] * URNS
    assert espace.administration.verify_audit().first_fault is None


def test_whoever_travels_back_votes_again_and_all_is_counted_again(sandbox: Sandbox) -> None:
    espace = sandbox.open()
    sandbox.travel(RESULTS)
    wait_for(lambda: preparation_of(sandbox).counted, "the count")
    sandbox.travel(MORNING)
    wait_for(lambda: not threads(), "the urns to open again")
    assert preparation_of(sandbox).counted is False
    assert not espace.board.count_state().counted
    sandbox.travel(RESULTS)
    wait_for(lambda: preparation_of(sandbox).counted, "another count")
    assert espace.board.count_state().counted


def test_what_the_board_does_by_hand_is_gone_on_with(sandbox: Sandbox) -> None:
    espace = sandbox.open()
    sandbox.travel(paris("2014-12-04 18:00"))
    wait_for(lambda: not threads(), "the other electors' votes")
    files = [path.read_bytes() for path in espace.administration.share_files()]
    board = [
        espace.board.recognise(content, phrase)
        for content, phrase in zip(files, SAMPLE_PASSPHRASES, strict=True)
    ]
    closing = espace.board.close(board, source="bureau")
    espace.board.add_up(board, source="bureau")
    espace.board.take_share(files[4], SAMPLE_PASSPHRASES[4], source="bureau")
    sandbox.travel(RESULTS)
    wait_for(lambda: preparation_of(sandbox).counted, "the count")
    assert espace.board.count_state().came == (5, 1, 3)
    assert espace.vote.count_turnout().closed_at == closing.closed_at


def test_who_travels_back_after_a_closing_by_hand_votes_again(sandbox: Sandbox) -> None:
    espace = sandbox.open()
    sandbox.travel(paris("2014-12-04 18:00"))
    wait_for(lambda: not threads(), "the other electors' votes")
    espace.vote.close_vote(source="bureau")
    sandbox.travel(MORNING)
    wait_for(lambda: not threads(), "the urns to open again")
    assert espace.vote.count_turnout().closed_at is None


def test_the_day_of_the_results_comes_by_itself() -> None:
    sandbox = Sandbox(paris("2014-12-04 23:59:58"))
    sandbox.open()
    wait_for(lambda: preparation_of(sandbox).counted, "the count")
    sandbox.delete()
    assert [one for one in threading.enumerate() if isinstance(one, threading.Timer)] == []
