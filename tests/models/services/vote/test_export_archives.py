"""The archives: what the tool and our verification take, of the ballots that were closed."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import NothingToDo, OutputRefused, SealBroken
from models.tables.electors import Scrutin
from models.tables.notices import PublicCredential
from models.tables.urn import ClosedUrn, UrnBallot
from models.tables.vote_seal import ScrutinKey
from models.views.vote_days import ExportedArchive
from models.voting.archive import read_archive
from models.voting.ballots import tracker
from models.voting.belenios_tool import find_tool
from models.voting.verification import verify_archive
from tests.models.services.vote.voting_day import PEOPLE, VotingDay
from tests.models.steps import SOURCE
from tests.models.voting.elections import OPENING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the archives go."""
    place = tmp_path / "archives"
    place.mkdir()
    return place


@pytest.fixture
def closed(day: VotingDay) -> VotingDay:
    """An election whose urns are closed, one of them with ballots."""
    day.cast(range(11))
    day.end()
    day.espace.vote.close_vote(source=SOURCE)
    return day


def exported(day: VotingDay, folder: Path, *, force: bool = False) -> dict[str, ExportedArchive]:
    archives = day.espace.vote.export_archives(folder, force=force)
    return {one.code: one for one in archives}


def test_the_tool_and_our_verification_take_them(closed: VotingDay, folder: Path) -> None:
    archives = exported(closed, folder)
    assert set(archives) == {"CTM", "CTA"}
    assert sorted(folder.iterdir()) == sorted(one.path for one in archives.values())
    for code, ballots in (("CTM", 11), ("CTA", 0)):
        one = archives[code]
        assert one.path == folder / f"{closed.uuid(code)}.bel"
        assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
        assert one.ballots == ballots
        find_tool().verify_archive(one.path)
        with one.path.open("rb") as file:
            verified = verify_archive(file, processes=1)
        assert (verified.ballots, verified.result) == (ballots, None)
        assert verified.election.uuid == closed.uuid(code)


def test_they_hold_the_sealed_setup_and_the_ballots_by_their_trackers(
    closed: VotingDay, folder: Path
) -> None:
    one = exported(closed, folder)["CTM"]
    state = closed.espace.vote.show_seal()
    assert state is not None
    assert one.setup == state.setups["CTM"]
    with one.path.open("rb") as file:
        setup, *records = list(read_archive(file))
    assert one.setup == setup.event.payload
    listed = json.loads(setup.data[2])
    assert (len(listed), listed) == (PEOPLE + 3, sorted(listed))
    assert [record.event.type for record in records] == ["Ballot"] * 11 + ["EndBallots"]
    trackers = [tracker(record.data[0]) for record in records[:-1]]
    assert trackers == sorted(trackers)
    assert json.loads(one.path.read_bytes()[512:].split(b"\0")[0])["timestamp"] == str(OPENING)


def test_the_same_urns_give_the_same_files(closed: VotingDay, folder: Path) -> None:
    path = exported(closed, folder)["CTM"].path
    before = path.read_bytes()
    with pytest.raises(OutputRefused, match="existe déjà"):
        exported(closed, folder)
    exported(closed, folder, force=True)
    assert path.read_bytes() == before


def test_open_urns_have_no_archive(day: VotingDay, folder: Path) -> None:
    day.cast(range(3))
    with pytest.raises(NothingToDo, match="admin vote close"):
        exported(day, folder)
    assert list(folder.iterdir()) == []


def other_credential() -> None:
    row = PublicCredential.select().join(Scrutin).where(Scrutin.code == "CTM").get()
    row.delete_instance()


def other_parameters() -> None:
    key = ScrutinKey.select().join(Scrutin).where(Scrutin.code == "CTM").get()
    key.election = key.election.replace("2014", "2015")
    key.save()


def no_parameters() -> None:
    key = ScrutinKey.select().join(Scrutin).where(Scrutin.code == "CTM").get()
    key.election = key.election[:-1]
    key.save()


@pytest.mark.parametrize("change", [other_credential, other_parameters, no_parameters])
def test_another_setup_than_the_sealed_one_is_refused(
    closed: VotingDay, folder: Path, change: Callable[[], None]
) -> None:
    with closed.espace.context.transaction():
        change()
    with pytest.raises(SealBroken, match="L'archive de CTM n'est pas écrite : ses clés"):
        exported(closed, folder)
    assert list(folder.iterdir()) == []


def lost_ballot() -> None:
    UrnBallot.select().get().delete_instance()


def altered_ballot() -> None:
    one = UrnBallot.select().get()
    one.ballot = one.ballot.replace("1", "2")
    one.save()


def lost_closing() -> None:
    ClosedUrn.select().join(Scrutin).where(Scrutin.code == "CTM").get().delete_instance()


@pytest.mark.parametrize("change", [lost_ballot, altered_ballot, lost_closing])
def test_another_urn_than_the_closed_one_is_refused(
    closed: VotingDay, folder: Path, change: Callable[[], None]
) -> None:
    with closed.espace.context.transaction():
        change()
    with pytest.raises(SealBroken, match="CTM n'est pas écrite : ses bulletins"):
        exported(closed, folder)
    assert list(folder.iterdir()) == []
