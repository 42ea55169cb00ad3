"""A rehearsal of an election file: what it holds, what it refuses, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Espace, RehearsalOptions, toulouse_election
from models.errors import DiskFull, EngineUnavailable, NothingToDo, OutputRefused, ScrutinUnknown
from models.services.vote.rehearsing import EXAMPLE_THRESHOLD
from tests.models.clocks import HandClock
from tests.models.full_disk import full_disk
from tests.models.services.vote.board import BOARD

CODE = "CAPA-eps"
"""A scrutin of four lists."""


def options(kept: Path | None = None, *, alone: bool = True) -> RehearsalOptions:
    """Return a short rehearsal of one scrutin."""
    return RehearsalOptions(codes=(CODE,), ballots=2, kept=kept, alone=alone)


@pytest.fixture
def planned() -> Iterator[Espace]:
    """An election file without a board; there is no database, and none is needed."""
    espace = Espace(toulouse_election("sqlite:////nonexistent/election.sqlite"), HandClock())
    yield espace
    espace.close()


def test_without_a_board_and_without_a_database_an_example_board_opens_the_urn(
    planned: Espace, tmp_path: Path
) -> None:
    held = planned.vote.rehearse_vote(options(tmp_path / "essai"))
    (scrutin,) = held.scrutins
    assert (scrutin.code, scrutin.ballots) == (CODE, 2)
    assert (held.size, len(held.opened_by)) == (5, EXAMPLE_THRESHOLD)
    assert held.engines == ("espace-electeur",)
    assert sorted(path.name for path in (tmp_path / "essai").glob("part-*")) == [
        f"part-{number}.json" for number in range(1, 6)
    ]


def test_the_board_of_the_election_file_opens_it_and_nothing_is_left(
    planned: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    of_two = BOARD.changed(delegates=BOARD.delegates[:2], threshold=3)
    election = planned.election.changed(board=of_two)
    held = Espace(election, planned.clock).vote.rehearse_vote(options())
    assert held.size == 4
    assert list(tmp_path.iterdir()) == []


def test_only_scrutins_with_lists_can_be_rehearsed(planned: Espace) -> None:
    bare = planned.election.changed(
        scrutins=tuple(one.changed(lists_file=None) for one in planned.election.scrutins)
    )
    with pytest.raises(NothingToDo, match="admin lists check"):
        Espace(bare, planned.clock).vote.rehearse_vote(RehearsalOptions(alone=True))
    with pytest.raises(ScrutinUnknown):
        planned.vote.rehearse_vote(RehearsalOptions(codes=("XYZ",), alone=True))


def test_without_the_tool_it_says_how_to_do_without(alone: None, planned: Espace) -> None:
    with pytest.raises(EngineUnavailable, match="« --alone »"):
        planned.vote.rehearse_vote(options(alone=False))


def test_a_folder_that_is_not_new_is_left_as_it_is(planned: Espace, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder")
    for kept in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(OutputRefused, match="n'est pas vide"):
            planned.vote.rehearse_vote(options(kept))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("place", ["/proc/essai", "/dev/null/essai", "x" * 300])
def test_a_folder_that_cannot_be_written_is_named(
    planned: Espace, tmp_path: Path, place: str
) -> None:
    with pytest.raises(OutputRefused, match="ne peut pas être écrit"):
        planned.vote.rehearse_vote(options(tmp_path / place))


def test_a_full_disk_is_said(planned: Espace, tmp_path: Path) -> None:
    with full_disk(), pytest.raises(DiskFull):
        planned.vote.rehearse_vote(options(tmp_path / "essai"))
