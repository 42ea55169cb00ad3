"""What gets in the way of a count: another process, a disk, a seal that was altered."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models import Espace
from models.errors import DiskFull, OutputRefused, SealBroken
from models.services.vote.seal import THE_SEAL
from models.tables.vote_seal import VoteSeal
from models.views.progress import Progress
from tests.models.full_disk import full_disk
from tests.models.polls import Poll
from tests.models.services.board.count import (
    add_up,
    change,
    close,
    finish,
    kinds,
    results,
    take,
    vote,
)
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND, SECRETARY, present
from tests.models.steps import SOURCE


@pytest.fixture
def closed(file_poll: Poll) -> Poll:
    """An election whose urns are closed."""
    vote(file_poll)
    close(file_poll)
    return file_poll


@pytest.fixture
def opened(closed: Poll) -> Poll:
    """The same, added up and opened by three members."""
    add_up(closed)
    for member in (PRESIDENT, FIRST, SECOND):
        take(closed, member)
    return closed


@pytest.fixture
def other(file_poll: Poll) -> Iterator[Espace]:
    """The same election as another process has it open."""
    espace = Espace(file_poll.espace.election, file_poll.clock)
    yield espace
    espace.close()


def test_a_sum_that_another_process_has_made_meanwhile_is_kept(closed: Poll, other: Espace) -> None:
    there = present(closed.espace, SECRETARY)

    def come_first(progress: Progress) -> None:
        if not other.board.count_state().added_up:
            with ThreadPoolExecutor(1) as process:
                process.submit(other.board.add_up, there, source=SOURCE).result()

    state = add_up(closed, tell=come_first)
    assert state.added_up
    assert kinds(closed).count("added_up") == len(state.urns)
    assert [kind for kind in kinds(closed) if kind.startswith("board")] == ["board_add_up/2"]


def test_a_result_that_another_process_has_recorded_meanwhile_is_kept(
    opened: Poll, other: Espace
) -> None:
    there = present(opened.espace, SECRETARY)

    def come_first(progress: Progress) -> None:
        if not other.board.count_state().counted:
            with ThreadPoolExecutor(1) as process:
                process.submit(other.board.finish_count, there, source=SOURCE).result()

    before = present(opened.espace, PRESIDENT)
    state = opened.espace.board.finish_count(before, source=SOURCE, tell=come_first)
    assert state.counted
    assert kinds(opened).count("counted") == len(state.urns)
    assert [one for one in kinds(opened) if one.startswith("board_finish")] == [
        "board_finish_count/2"
    ]
    assert opened.espace.administration.verify_audit().first_fault is None


def test_a_full_disk_is_said_and_the_count_goes_on_once_there_is_room(opened: Poll) -> None:
    with full_disk(), pytest.raises(DiskFull):
        finish(opened)
    assert results(opened) == {}
    assert finish(opened).counted


def test_a_temporary_folder_that_cannot_be_written_is_said(
    opened: Poll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as machine:
        machine.setattr("tempfile.tempdir", str(tmp_path / "missing"))
        with pytest.raises(OutputRefused, match="dossier temporaire de cette machine"):
            finish(opened)
    assert results(opened) == {}
    assert finish(opened).counted


def test_nothing_is_added_up_by_a_seal_that_was_altered(closed: Poll) -> None:
    change(closed, lambda: VoteSeal.update(parts="{}").execute())
    with pytest.raises(SealBroken) as refusal:
        add_up(closed)
    assert refusal.value.parts == (THE_SEAL,)
    assert kinds(closed) == []
