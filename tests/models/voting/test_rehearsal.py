"""A rehearsal does all that the real election does, and finds an engine that lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import BallotRefused, RehearsalFailed
from models.rules.board import may_open
from models.views.candidate_lists import CandidateList, ScrutinLists
from models.views.progress import Progress, Stage
from models.views.vote_board import BoardRole
from models.voting.belenios_tool import Tool
from models.voting.engines import Engine, OwnEngine, Scrutin
from models.voting.rehearsal import Stand, rehearse
from models.voting.share_files import read_holder
from tests.models.voting.elections import DRAW, OPENING, hold_election

MEMBERS = [
    ("Mme Claire VIDAL", BoardRole.PRESIDENT),
    ("M. Paul GARRIGUES", BoardRole.SECRETARY),
    *((f"Délégué {number}", BoardRole.DELEGATE) for number in (1, 2, 3)),
]


def scrutin(code: str, lists: int) -> ScrutinLists:
    """Return a scrutin with so many lists."""
    return ScrutinLists(
        code,
        code,
        f"Scrutin « {code} »",
        None,
        tuple(
            CandidateList(order, f"Liste {order} d'essai", f"L{order}", ("Mme A",), None)
            for order in range(1, lists + 1)
        ),
    )


@pytest.fixture
def stand(tmp_path: Path, tool: Tool) -> Stand:
    """A board of five, of whom three open; both engines."""
    return Stand(
        election="Élections d'essai",
        organiser="académie d'essai",
        members=MEMBERS,
        threshold=3,
        ballots=6,
        opening=OPENING,
        folder=tmp_path / "essai",
        engines=(OwnEngine(), tool),
        tool=tool,
        draw=DRAW,
    )


def test_what_was_voted_is_what_is_counted(stand: Stand, tool: Tool) -> None:
    told: list[Progress] = []
    rehearsed, present = rehearse(stand, [scrutin("A", 2), scrutin("B", 5)], told.append)
    assert [(each.code, each.ballots, len(each.votes)) for each in rehearsed] == [
        ("A", 6, 2),
        ("B", 6, 5),
    ]
    assert may_open([MEMBERS[number - 1][1] for number in present], 3)
    for each in rehearsed:
        tool.verify_archive(each.archive)
    assert [stage.stage for stage in told if stage.done == stage.total] == [
        Stage.KEYS,
        Stage.BALLOTS,
        Stage.COUNTING,
    ]
    files = sorted(stand.folder.glob("part-*.json"))
    assert [read_holder(file.read_bytes()).name for file in files] == [name for name, _ in MEMBERS]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_without_the_tool_our_engine_does_it_alone(stand: Stand) -> None:
    alone = replace(stand, engines=(OwnEngine(),), tool=None, ballots=3)
    rehearsed, _ = rehearse(alone, [scrutin("A", 2)], lambda _: None)
    assert rehearsed[0].ballots == 3


class Liar(OwnEngine):
    """An engine that votes for another list than it was asked to."""

    def make_ballot(self, scrutin: Scrutin, credential: str, choice: int) -> bytes:
        """Return a valid ballot for the next list."""
        return super().make_ballot(scrutin, credential, (choice + 1) % 3)


class Forger(OwnEngine):
    """An engine that makes ballots of another election."""

    def make_ballot(self, scrutin: Scrutin, credential: str, choice: int) -> bytes:
        """Return a ballot that fits nothing here."""
        return hold_election().ballot(0, 1)


@pytest.mark.parametrize(
    ("engine", "error"), [(Liar(), RehearsalFailed), (Forger(), BallotRefused)]
)
def test_an_engine_that_is_wrong_is_found(
    stand: Stand, engine: Engine, error: type[Exception]
) -> None:
    wrong = replace(stand, engines=(engine, *stand.engines[1:]), ballots=1)
    with pytest.raises(error):
        rehearse(wrong, [scrutin("A", 2)], lambda _: None)
