"""The trial election: the real keys open an urn that is thrown away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from models import BoardAct, BoardMember, Espace, Presence
from models.errors import (
    CountRefused,
    DiskFull,
    EngineUnavailable,
    KeysRefused,
    NothingToDo,
    OutputRefused,
    PresenceNeeded,
    ShareFileRefused,
    ShareRefused,
    VoteSealed,
)
from models.services.board.presence import require_quorum
from models.tables.audit import AuditEvent
from models.tables.urn import UrnBallot
from models.views.vote_board import BoardRole
from models.voting.share_files import MemberShares, open_shares, seal_shares
from tests.models.full_disk import full_disk
from tests.models.polls import Poll
from tests.models.services.board.keyed import OPENING, filled, keyed, share
from tests.models.services.board.members import present
from tests.models.services.vote.board import PASSPHRASES, hold_ceremony, with_board
from tests.models.steps import SOURCE


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    """Where the members' files are."""
    return tmp_path / "sticks"


@pytest.fixture
def board(espace: Espace, sticks: Path) -> Espace:
    """An election whose board has its keys."""
    return keyed(espace, sticks)


def kinds(espace: Espace) -> list[str]:
    with espace.context.connection():
        return [event.kind for event in AuditEvent.select().order_by(AuditEvent.sequence)]


def test_what_was_chosen_is_what_is_counted_by_the_real_keys(board: Espace, sticks: Path) -> None:
    trial = filled(board, (0, 1, 1, 4))
    assert board.board.draw_trial_ballots(trial, 3) == 7
    for number in OPENING:
        board.board.take_trial_share(trial, *share(sticks, number))
    assert trial.complete
    voted = tuple(trial.urn.voted)
    result = board.board.finish_trial(trial, source=SOURCE)
    assert result.votes == voted
    assert sum(result.votes) == 7
    assert result.votes[1] >= 2
    assert [one.number for one in result.members] == list(OPENING)


def test_it_is_in_the_audit_chain_with_who_was_there_and_nothing_else_stays(
    board: Espace, sticks: Path
) -> None:
    before = kinds(board)
    trial = filled(board)
    for number in (3, 5, 2):
        board.board.take_trial_share(trial, *share(sticks, number))
    board.board.finish_trial(trial, source=SOURCE)
    assert kinds(board) == [*before, "board_trial/2,3,5"]
    assert board.board.state().trial_held_at == board.clock.now()
    with board.context.connection():
        assert UrnBallot.select().count() == 0
    with pytest.raises(NothingToDo):
        trial.urn  # noqa: B018 - reading it is what fails
    assert trial.ballots == 0
    assert trial.decryptions == {}
    assert board.administration.verify_audit().first_fault is None


def test_after_another_ceremony_its_keys_are_still_to_be_tried(
    board: Espace, sticks: Path, tmp_path: Path
) -> None:
    trial = filled(board)
    for number in OPENING:
        board.board.take_trial_share(trial, *share(sticks, number))
    board.board.finish_trial(trial, source=SOURCE)
    hold_ceremony(board, tmp_path / "others", replace=True)
    assert board.board.state().trial_held_at is None
    with pytest.raises(ShareFileRefused, match="autres clés"):
        board.board.take_trial_share(filled(board), *share(sticks, 1))


def test_a_wrong_passphrase_takes_no_turn(board: Espace, sticks: Path) -> None:
    trial = filled(board)
    content, _ = share(sticks, 1)
    with pytest.raises(ShareRefused, match="phrase secrète de Mme Claire VIDAL"):
        board.board.take_trial_share(trial, content, PASSPHRASES[1])
    assert trial.came == []
    assert board.board.cast_trial_ballot(trial, 2) == 5  # nobody has begun to open it


def test_a_member_comes_once_and_leaves_a_place_for_who_has_to_be_there(
    board: Espace, sticks: Path
) -> None:
    trial = filled(board)
    board.board.take_trial_share(trial, *share(sticks, 1))
    with pytest.raises(PresenceNeeded, match="déjà ouvert"):
        board.board.take_trial_share(trial, *share(sticks, 1))
    with pytest.raises(PresenceNeeded, match="sa part n'est pas prise"):
        board.board.take_trial_share(trial, *share(sticks, 2))
    board.board.take_trial_share(trial, *share(sticks, 3))
    with pytest.raises(PresenceNeeded, match="Il faut 3 membres"):
        board.board.finish_trial(trial, source=SOURCE)
    assert [one.member.number for one in trial.came] == [1, 3]


def test_once_it_is_being_opened_no_ballot_comes(board: Espace, sticks: Path) -> None:
    trial = filled(board)
    board.board.take_trial_share(trial, *share(sticks, 1))
    with pytest.raises(NothingToDo, match="déjà fermée"):
        board.board.cast_trial_ballot(trial, 1)


def test_a_delegate_who_calls_himself_president_is_refused(
    file_espace: Espace, sticks: Path
) -> None:
    board = keyed(file_espace, sticks)
    content, passphrase = share(sticks, 3)
    opened = open_shares(content, passphrase)
    holder = msgspec.structs.replace(opened.holder, role=BoardRole.PRESIDENT)
    forged = seal_shares(MemberShares(holder, opened.shares), passphrase)
    trial = filled(board)
    with pytest.raises(ShareFileRefused, match="autres clés"):
        board.board.take_trial_share(trial, forged, passphrase)
    assert trial.came == []


def test_a_quorum_is_by_the_roles_of_the_election_file(file_espace: Espace, sticks: Path) -> None:
    board = keyed(file_espace, sticks)
    delegates = present(board, 3, 4, 5)
    forged = replace(delegates[0].member, role=BoardRole.PRESIDENT)
    there = [Presence(forged, board.context.now), *delegates[1:]]
    with pytest.raises(PresenceNeeded):
        require_quorum(board.context, BoardAct.SEAL, there)
    unknown = Presence(BoardMember(9, "Mme X", BoardRole.PRESIDENT), board.context.now)
    with pytest.raises(PresenceNeeded):
        require_quorum(board.context, BoardAct.MINUTES, [unknown])


def test_an_empty_urn_is_not_opened(board: Espace, sticks: Path) -> None:
    with pytest.raises(NothingToDo, match="vide"):
        board.board.take_trial_share(filled(board, ()), *share(sticks, 1))


def test_what_is_decrypted_of_another_urn_is_not_counted(board: Espace, sticks: Path) -> None:
    trial, other = filled(board), filled(board, (1,))
    for number in OPENING:
        board.board.take_trial_share(trial, *share(sticks, number))
        board.board.take_trial_share(other, *share(sticks, number))
    trial.decryptions = other.decryptions
    with pytest.raises(CountRefused):
        board.board.finish_trial(trial, source=SOURCE)
    assert "board_trial" not in " ".join(kinds(board))


def test_without_keys_it_says_what_to_do(espace: Espace) -> None:
    bare = with_board(espace)
    with pytest.raises(KeysRefused, match="Faites-les d'abord"):
        bare.board.list_trial_scrutins()
    with pytest.raises(KeysRefused, match="Faites-les d'abord"):
        bare.board.begin_trial("CTM")


def test_without_lists_there_is_nothing_to_try(file_espace: Espace, sticks: Path) -> None:
    board = keyed(file_espace, sticks)
    bare = tuple(one.changed(lists_file=None) for one in board.election.scrutins)
    without = Espace(board.election.changed(scrutins=bare), board.clock)
    with pytest.raises(NothingToDo, match="liste"):
        without.board.list_trial_scrutins()
    with pytest.raises(NothingToDo, match="liste"):
        without.board.begin_trial("CTM")
    without.close()


def test_a_share_that_lacks_a_scrutin_does_not_open_its_urn(
    file_espace: Espace, sticks: Path
) -> None:
    """A member's share fits where one looks first, and was cut elsewhere."""
    board = keyed(file_espace, sticks)
    content, passphrase = share(sticks, 1)
    opened = open_shares(content, passphrase)
    last = max(opened.shares)
    kept = {uuid: one for uuid, one in opened.shares.items() if uuid != last}
    cut = seal_shares(MemberShares(opened.holder, kept), passphrase)
    (trial,) = [
        each
        for each in (board.board.begin_trial(one.code) for one in board.board.list_trial_scrutins())
        if each.uuid == last
    ]
    board.board.cast_trial_ballot(trial, 1)
    with pytest.raises(ShareFileRefused, match="autres clés"):
        board.board.take_trial_share(trial, cut, passphrase)
    assert trial.came == []
    board.board.take_trial_share(trial, content, passphrase)


def test_a_disk_on_which_nothing_can_be_written_ends_no_trial(
    file_espace: Espace, sticks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = keyed(file_espace, sticks)
    trial = filled(board, (1,))
    for number in OPENING:
        board.board.take_trial_share(trial, *share(sticks, number))
    with full_disk(), pytest.raises(DiskFull):
        board.board.finish_trial(trial, source=SOURCE)
    with monkeypatch.context() as machine:
        machine.setattr("tempfile.tempdir", str(tmp_path / "missing"))
        with pytest.raises(OutputRefused, match="dossier temporaire de cette machine"):
            board.board.finish_trial(trial, source=SOURCE)
    assert board.board.state().trial_held_at is None
    assert sum(board.board.finish_trial(trial, source=SOURCE).votes) == 1


def test_both_engines_are_asked_for_unless_the_board_does_with_one(
    alone: None, board: Espace
) -> None:
    section = board.election.board
    assert section is not None
    both = Espace(board.election.changed(board=section.changed(engines="both")), board.clock)
    with pytest.raises(EngineUnavailable):
        both.board.begin_trial("CTM")


def test_a_sealed_election_is_not_tried(poll: Poll) -> None:
    with pytest.raises(VoteSealed, match="L'essai n'est plus possible"):
        poll.espace.board.list_trial_scrutins()
    with pytest.raises(VoteSealed, match="L'essai n'est plus possible"):
        poll.espace.board.begin_trial("CTM")


def test_by_both_programs_ballots_are_made_in_turn_and_the_archive_is_verified(
    file_espace: Espace, sticks: Path
) -> None:
    board = keyed(file_espace, sticks)
    section = board.election.board
    assert section is not None
    both = Espace(board.election.changed(board=section.changed(engines="both")), board.clock)
    trial = filled(both, (1, 2, 0))
    for number in OPENING:
        both.board.take_trial_share(trial, *share(sticks, number))
    result = both.board.finish_trial(trial, source=SOURCE)
    assert result.votes == (1, 1, 1, 0, 0)
    assert result.engines == ("espace-electeur", "belenios-tool 3.0")
    assert result.verified == "vérifié par deux programmes indépendants"
