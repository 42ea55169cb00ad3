"""The lists of trackers that the board keeps: sorted, whole, noted, and never of few ballots."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from models.errors import NothingToDo, OutputRefused
from models.services.vote import fingerprinting
from models.tables.audit import AuditEvent
from models.tables.vote_seal import VoteSeal
from models.views.vote_days import KeptList
from tests.models.services.vote.voting_day import VotingDay
from tests.models.steps import SOURCE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the lists go."""
    place = tmp_path / "lists"
    place.mkdir()
    return place


def kept(day: VotingDay, folder: Path) -> tuple[KeptList, ...]:
    return day.espace.vote.keep_trackers(folder, source=SOURCE)


def noted(day: VotingDay) -> list[str]:
    """Return what the audit chain has of lists."""
    with day.espace.context.connection():
        query = AuditEvent.select().order_by(AuditEvent.sequence)
        return [one.kind for one in query if one.kind.startswith("trackers/")]


def test_a_list_is_sorted_and_its_fingerprint_is_that_of_the_file(
    day: VotingDay, folder: Path
) -> None:
    trackers = day.cast(range(12))
    day.cast(range(9), "CTA")
    (one,) = kept(day, folder)
    assert one.path == folder / "CTM-20141127T100000Z.txt"
    assert list(folder.iterdir()) == [one.path]
    assert one.path.read_text("ascii").splitlines() == sorted(trackers)
    assert one.fingerprint == sha256(one.path.read_bytes()).hexdigest()
    assert (one.code, one.ballots) == ("CTM", 12)
    assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
    (kind,) = noted(day)
    assert len(kind) == 64
    act, uuid, ballots, beginning = kind.split("/")
    assert (act, uuid, ballots) == ("trackers", day.uuid("CTM"), "12")
    assert one.fingerprint.startswith(beginning)
    assert day.espace.administration.verify_audit().first_fault is None


def test_another_list_takes_ten_more_ballots_in_the_same_scrutin(
    day: VotingDay, folder: Path
) -> None:
    assert kept(day, folder) == ()
    day.cast(range(9))
    day.cast(range(9), "CTA")
    assert kept(day, folder) == ()
    day.cast([9])
    assert [one.code for one in kept(day, folder)] == ["CTM"]
    day.clock.pass_by(hours=1)
    day.cast(range(10, 19))
    assert kept(day, folder) == ()
    day.cast([19])
    day.cast(range(9, 20), "CTA")
    assert [(one.code, one.ballots) for one in kept(day, folder)] == [("CTM", 20), ("CTA", 20)]
    assert len(noted(day)) == 3
    day.clock.pass_by(hours=1)
    assert kept(day, folder) == ()


def test_a_file_that_is_there_stays_and_nothing_is_noted(day: VotingDay, folder: Path) -> None:
    day.cast(range(10))
    path = folder / "CTM-20141127T100000Z.txt"
    path.write_text("une autre liste")
    with pytest.raises(OutputRefused, match="dans une seconde"):
        kept(day, folder)
    assert (path.read_text(), noted(day)) == ("une autre liste", [])
    with pytest.raises(OutputRefused, match="dossier qui existe"):
        kept(day, folder / "absent")


def test_a_list_that_could_not_be_noted_is_written_again(
    day: VotingDay, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.cast(range(10))
    with monkeypatch.context() as broken:
        broken.delattr(fingerprinting, "record")
        with pytest.raises(NameError):
            kept(day, folder)
    assert list(folder.iterdir()) == [], "two lists would differ by the ballots of an hour"
    assert noted(day) == []
    day.clock.pass_by(hours=1)
    assert len(kept(day, folder)) == 1
    assert len(noted(day)) == 1


def test_before_the_seal_and_after_the_closing_there_is_no_list(
    day: VotingDay, folder: Path
) -> None:
    day.cast(range(10))
    day.end()
    day.espace.vote.close_vote(source=SOURCE)
    with pytest.raises(NothingToDo, match="arrêtez la minuterie"):
        kept(day, folder)
    with day.espace.context.transaction():
        VoteSeal.delete().execute()
    with pytest.raises(NothingToDo, match="Restaurez une sauvegarde"):
        kept(day, folder)
    assert list(folder.iterdir()) == []


def test_an_election_that_is_not_sealed_has_no_list(day: VotingDay, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with day.espace.context.transaction():
        VoteSeal.delete().execute()
        AuditEvent.delete().where(AuditEvent.kind.startswith("vote_sealed")).execute()
    with pytest.raises(NothingToDo, match="admin vote seal"):
        kept(day, other)


def test_of_two_runs_at_once_one_keeps_a_list(
    day: VotingDay, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.cast(range(10))
    other = folder / "other"
    other.mkdir()
    note = fingerprinting._note

    def meanwhile(*arguments: Any) -> bool:
        monkeypatch.undo()
        day.cast([10])
        day.clock.pass_by(seconds=1)
        assert len(kept(day, other)) == 1
        return note(*arguments)

    monkeypatch.setattr(fingerprinting, "_note", meanwhile)
    assert kept(day, folder) == ()
    assert [path for path in folder.iterdir() if path.is_file()] == []
    assert len(noted(day)) == 1
