"""Ballots by two programs: one makes what the other checks, and the receipt says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import EngineUnavailable
from models.rules.trackers import show_tracker
from models.services.sending.outgoing import opened_letter
from models.settings.board import BoardSection
from models.tables.mails import WaitingMail
from models.voting.belenios_tool import Tool, find_tool
from models.voting.engines import CHECKED_BY_BOTH, CHECKED_BY_ONE
from tests.models.clocks import HandClock
from tests.models.databases import SqliteDatabases
from tests.models.polls import Poll, Polls
from tests.models.services.vote.board import BOARD

VERSIONED = 'test "$1" = --version && { echo 3.0; exit; }\n'
NOT_HERE = "ne peut pas être préparé sur cette machine.*si cela se répète, prévenez l'assistance"
AWAY = "Rien n'a été enregistré : recommencez ; si cela se répète, prévenez l'assistance"


@pytest.fixture
def tool() -> Path:
    """The tool of this machine; without it these tests fail."""
    return find_tool().path


@pytest.fixture
def both(sqlite: SqliteDatabases, polls: Polls, tmp_path: Path, clock: HandClock) -> Iterator[Poll]:
    """A sealed election whose ballots need both programs."""
    board = BoardSection.changed(BOARD, engines="both")
    election = polls.on(sqlite, tmp_path).changed(board=board)
    opened = polls.opened(sqlite, election, clock)
    yield opened
    opened.espace.close()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only directory in which programs are found, empty."""
    directory = tmp_path / "programs"
    directory.mkdir()
    monkeypatch.setenv("PATH", str(directory))
    return directory


def put_tool(programs: Path, script: str) -> Path:
    """Put a program by the name of the tool there."""
    path = programs / "belenios-tool"
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
    path.chmod(0o755)
    return path


def receipt_mail(poll: Poll, name: str) -> str:
    """Return the mail with the receipt of a person on one line, its subject first."""
    with poll.espace.context.connection():
        mail = WaitingMail.get(WaitingMail.recipient == f"{name}@ac-toulouse.fr")
        letter = opened_letter(poll.espace.context, mail)
    return " ".join(f"{letter.subject} {letter.body}".split())


def refused_whole(poll: Poll, told: str) -> str:
    """Assert that a vote is refused in a sentence and leaves nothing; return what was behind it."""
    access = poll.enter()
    ballot, before = poll.open(access), poll.rows()
    with pytest.raises(EngineUnavailable, match=told) as refusal:
        poll.espace.voting.cast(access, ballot, 1, source="kiosque")
    assert poll.rows() == before
    return str(refusal.value.__cause__)


def test_each_program_makes_ballots_that_the_other_checks(
    both: Poll, tool: Path, programs: Path
) -> None:
    log = programs / "log"
    put_tool(programs, f'echo "$2" >> {log}\nexec {tool} "$@"')
    made: set[str] = set()
    votes = 0
    while len(made) < 2:
        assert votes < 30, "one program makes all of them"
        log.write_text("")
        receipt = both.vote(both.enter(f"personne{votes}"), choice=votes % 3)
        assert receipt.checked == CHECKED_BY_BOTH
        (did,) = {"generate-ballot", "verify-ballot"} & set(log.read_text().splitlines())
        made.add(did)
        votes += 1
    assert both.counts() == (votes, votes)
    assert f"Votre bulletin a été {CHECKED_BY_BOTH}." in receipt_mail(both, "personne0")


def test_a_program_that_is_missing_is_said_and_nothing_deposited(
    both: Poll, programs: Path
) -> None:
    assert "n'est pas installé sur cette machine" in refused_whole(both, NOT_HERE)


def test_a_program_of_another_version_is_said_and_nothing_deposited(
    both: Poll, programs: Path
) -> None:
    put_tool(programs, "echo 2.5.1")
    assert "en version 2.5.1" in refused_whole(both, NOT_HERE)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("kill -9 $$", "signal 9"),
        ("exit 3", "code de sortie 3"),
    ],
)
def test_a_program_that_dies_is_said_and_nothing_deposited(
    both: Poll, programs: Path, script: str, reason: str
) -> None:
    """It makes the ballot or checks it: a check that is not made is none."""
    put_tool(programs, f"{VERSIONED}{script}")
    refused_whole(both, rf"\({reason}\)\. {AWAY}")


def test_a_program_that_hangs_is_ended_and_said(
    both: Poll, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = put_tool(programs, "exec sleep 1000")
    monkeypatch.setattr(
        "models.services.vote.casting.find_tool", lambda: Tool(hanging, seconds=0.2)
    )
    refused_whole(both, rf"\(rien après 0 s\)\. {AWAY}")


def test_where_one_program_is_enough_the_vote_goes_on_without_the_other(file_poll: Poll) -> None:
    assert file_poll.vote(file_poll.enter("personne0")).checked == CHECKED_BY_ONE
    assert f"Votre bulletin a été {CHECKED_BY_ONE}." in receipt_mail(file_poll, "personne0")
    again = file_poll.espace.voting.find_receipt(file_poll.enter("personne0"), "CTM")
    assert again.checked == ""


def test_a_program_of_another_version_is_as_good_as_none(file_poll: Poll, programs: Path) -> None:
    put_tool(programs, "echo 2.5.1")
    assert file_poll.vote(file_poll.enter("personne0")).checked == CHECKED_BY_ONE


def test_the_mail_with_the_receipt_says_nothing_of_the_choice(file_poll: Poll) -> None:
    names = [f"personne{number}" for number in range(3)]
    told = set()
    for choice, name in enumerate(names):
        access = file_poll.enter(name)
        ballot = file_poll.open(access)
        file_poll.vote(access, choice)
        receipt = file_poll.espace.voting.find_receipt(access, "CTM")
        mail = receipt_mail(file_poll, name)
        shown = show_tracker(receipt.tracker)
        assert shown in mail
        assert not [one.name for one in ballot.scrutin.lists if one.name in mail]
        told.add(mail.replace(shown, ""))
    assert len(told) == 1
    assert "le 28 novembre" in told.pop()
