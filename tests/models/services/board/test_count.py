"""The count: urns are added up, members open them in turn, both programs agree."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Barrier, Thread

import pytest

from models import Espace
from models.errors import (
    CountRefused,
    EngineUnavailable,
    NothingToDo,
    PresenceNeeded,
    ShareRefused,
)
from models.settings.board import BoardSection
from models.tables.count import MemberDecryption, ScrutinCount
from models.views.progress import Progress, Stage
from models.voting.belenios_tool import find_tool
from models.voting.share_files import open_shares, seal_shares
from models.voting.verification import verify_archive
from tests.models.polls import Poll
from tests.models.services.board.count import (
    add_up,
    change,
    expected,
    finish,
    kinds,
    results,
    scrutin,
    take,
    urns,
)
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND, SECRETARY, THIRD
from tests.models.services.vote.board import BOARD, PASSPHRASES
from tests.models.steps import SOURCE


def test_what_was_voted_is_counted_and_its_archive_is_whole(
    closed: Poll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    state = add_up(closed, tell=told.append)
    assert state.added_up
    assert (state.came, state.shares_needed, state.leader_needed) == ((), 3, True)
    assert {urn.code: urn.ballots for urn in state.urns} == {"CTM": 7, "CTA": 1, "CAPN-certifie": 0}
    assert told[-1] == Progress(Stage.ADDING_UP, 8, 8)
    assert take(closed, SECOND).came == (SECOND,)
    state = take(closed, SECRETARY)
    assert (state.came, state.leader_needed, state.delegates_needed) == ((4, 2), False, 1)
    assert take(closed, FIRST).shares_needed == 0
    assert not urns(state)["CTM"].counted_at
    state = finish(closed, SECRETARY)
    assert state.counted
    assert {code: json.loads(text) for code, text in results(closed).items()} == {
        code: {"result": [list(expected(code))]} for code in ("CTM", "CTA", "CAPN-certifie")
    }
    assert kinds(closed) == [
        "added_up",
        "board_add_up/1",
        "added_up",
        "added_up",
        "board_share/4",
        "board_share/2",
        "board_share/3",
        "counted",
        "board_finish_count/2",
        "counted",
        "counted",
    ]
    assert closed.espace.administration.verify_audit().first_fault is None
    monkeypatch.undo()  # the tool is there again
    for archive in closed.espace.vote.export_archives(tmp_path):
        assert archive.counted
        find_tool().verify_archive(archive.path)
        with archive.path.open("rb") as file:
            verified = verify_archive(file, processes=1)
        assert verified.result is not None
        assert verified.result.result == (expected(archive.code),)
        with closed.espace.context.connection():
            row = ScrutinCount.get(ScrutinCount.scrutin == scrutin(archive.code))
            assert (row.archive, row.checked) == (
                archive.fingerprint,
                "vérifié par un seul programme",
            )


def test_each_step_is_done_once_however_often_it_is_asked_for(added_up: Poll) -> None:
    before = kinds(added_up)
    assert add_up(added_up).added_up
    assert kinds(added_up) == before
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)
    first = finish(added_up)
    events, found = kinds(added_up), results(added_up)
    added_up.clock.pass_by(hours=1)
    assert finish(added_up) == first == add_up(added_up)
    assert (kinds(added_up), results(added_up)) == (events, found)
    with pytest.raises(CountRefused, match="plus d'urne à ouvrir"):
        take(added_up, THIRD)


def test_it_takes_the_president_or_the_secretary_and_closed_urns(poll: Poll) -> None:
    with pytest.raises(NothingToDo, match="pas closes"):
        add_up(poll)
    with pytest.raises(PresenceNeeded, match="la présidence ou le secrétariat"):
        add_up(poll, FIRST)
    with pytest.raises(CountRefused, match="pas encore vérifiés et additionnés"):
        take(poll, PRESIDENT)
    assert kinds(poll) == []


def test_members_who_have_still_to_come_are_said(added_up: Poll) -> None:
    take(added_up, FIRST)
    with pytest.raises(CountRefused, match="il manque 2 membres"):
        finish(added_up)
    take(added_up, SECOND)
    with pytest.raises(CountRefused, match=r"la présidence ou le secrétariat\. Que l'un d'eux"):
        take(added_up, THIRD)
    assert take(added_up, SECRETARY).shares_needed == 0
    with pytest.raises(CountRefused, match="Il y a assez de parts"):
        take(added_up, PRESIDENT)


def test_two_leaders_leave_no_place_for_the_delegates(added_up: Poll) -> None:
    take(added_up, PRESIDENT)
    with pytest.raises(CountRefused, match=r"M\. Paul GARRIGUES.*2 délégués de liste"):
        take(added_up, SECRETARY)


@pytest.mark.parametrize("again", [FIRST, THIRD])
def test_what_was_altered_of_a_member_is_named_and_their_turn_is_free_again(
    added_up: Poll, again: int
) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)

    def alter() -> None:
        other = MemberDecryption.get(
            (MemberDecryption.scrutin == scrutin()) & (MemberDecryption.member == SECOND)
        )
        MemberDecryption.update(text=other.text).where(
            (MemberDecryption.scrutin == scrutin()) & (MemberDecryption.member == FIRST)
        ).execute()

    change(added_up, alter)
    with pytest.raises(CountRefused, match=r"CTM par Mme Anne LACOSTE n'est plus juste"):
        finish(added_up)
    state = added_up.espace.board.count_state()
    assert [urn.code for urn in state.waiting] == ["CTM"]
    assert state.came == (PRESIDENT, SECOND)
    (incident,) = added_up.espace.board.list_incidents()
    assert (incident.scrutin, "Mme Anne LACOSTE" in incident.text) == ("CTM", True)
    assert take(added_up, again).shares_needed == 0
    assert finish(added_up).counted
    assert json.loads(results(added_up)["CTM"]) == {"result": [list(expected("CTM"))]}


def test_a_member_who_comes_twice_is_told(added_up: Poll) -> None:
    take(added_up, PRESIDENT)
    before = kinds(added_up)
    with pytest.raises(CountRefused, match="Mme Claire VIDAL est déjà prise"):
        take(added_up, PRESIDENT)
    assert kinds(added_up) == before


def test_a_wrong_passphrase_a_wrong_file_and_other_keys_open_nothing(
    added_up: Poll, tmp_path: Path
) -> None:
    with pytest.raises(ShareRefused, match="phrase secrète de Mme Claire VIDAL"):
        take(added_up, PRESIDENT, PASSPHRASES[1])
    with pytest.raises(ShareRefused, match="n'est pas une part"):
        added_up.espace.board.take_share(b"{}", PASSPHRASES[0], source=SOURCE)
    with added_up.espace.context.connection():
        assert not MemberDecryption.select().exists()


def test_a_delegate_whose_file_says_president_is_not_one(added_up: Poll) -> None:
    content = (added_up.sticks / "part-3.json").read_bytes()
    opened = open_shares(content, PASSPHRASES[2])
    president = open_shares((added_up.sticks / "part-1.json").read_bytes(), PASSPHRASES[0]).holder
    forged = seal_shares(type(opened)(president, opened.shares), PASSPHRASES[2])
    for ask in (
        lambda: added_up.espace.board.recognise(forged, PASSPHRASES[2]),
        lambda: added_up.espace.board.take_share(forged, PASSPHRASES[2], source=SOURCE),
    ):
        with pytest.raises(ShareRefused, match="d'autres clés"):
            ask()


def test_an_election_that_asks_for_both_programs_is_not_counted_by_one(added_up: Poll) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)
    section = BoardSection.changed(BOARD, engines="both")
    election = added_up.espace.election.changed(board=section)
    object.__setattr__(added_up.espace.context, "election", election)
    with pytest.raises(EngineUnavailable, match="belenios-tool"):
        finish(added_up)
    assert results(added_up) == {}


def test_both_programs_are_said_to_agree(added_up: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)
    monkeypatch.undo()
    assert finish(added_up).counted
    with added_up.espace.context.connection():
        checked = {row.checked for row in ScrutinCount.select()}
    assert checked == {"vérifié par deux programmes indépendants"}


def test_of_two_members_who_come_at_once_the_last_place_is_one_s(added_up: Poll) -> None:
    for member in (FIRST, SECOND):
        take(added_up, member)
    other = Espace(added_up.espace.election, added_up.clock)
    start, refused = Barrier(2), list[str]()

    def come(espace: Espace, member: int) -> None:
        content = (added_up.sticks / f"part-{member}.json").read_bytes()
        start.wait()
        try:
            espace.board.take_share(content, PASSPHRASES[member - 1], source=SOURCE)
        except CountRefused as error:
            refused.append(error.text)

    threads = [
        Thread(target=come, args=pair)
        for pair in ((added_up.espace, PRESIDENT), (other, SECRETARY))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert len(refused) == 1
    assert "Il y a assez de parts" in refused[0]
    assert len(added_up.espace.board.count_state().came) == 3
    assert finish(added_up).counted
    assert kinds(added_up).count("board_share/1") + kinds(added_up).count("board_share/2") == 1


OTHER_TOOL = """#!/bin/sh
# Finds another result than was voted, or fails.
case "$*" in
    --version) echo "3.0 (essai)" ;;
    *) {act} ;;
esac
"""


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("""echo '{"result":[[0,7,0,0,0]]}'""", "ne trouvent pas le même résultat"),
        ("echo 'belenios-tool: error: no' >&2; exit 124", "refuse l'archive"),
    ],
)
def test_a_result_on_which_the_programs_do_not_agree_is_not_recorded(
    added_up: Poll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, words: str
) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)
    monkeypatch.undo()
    real = find_tool()
    tool = tmp_path / "belenios-tool"
    tool.write_text(OTHER_TOOL.replace("{act}", act))
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    state = finish(added_up)
    assert results(added_up) == {}
    assert all(words in urn.trouble for urn in state.urns)
    assert [one.scrutin for one in added_up.espace.board.list_incidents()] == [
        urn.code for urn in state.urns
    ]
    monkeypatch.setenv("PATH", str(real.path.parent))
    state = finish(added_up)
    assert state.counted
    assert not any(urn.trouble for urn in state.urns)
