"""A first election file and its database come together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Espace, election_file_of, load_election, toulouse_election
from models.errors import BackupUnusable, EspaceError, OutputRefused
from models.tables.installation import Installation
from tests.models.clocks import HandClock
from tests.models.full_disk import full_disk
from tests.models.steps import SOURCE


def planned(place: Path) -> Espace:
    """Return the services of an election that is not there yet."""
    election = toulouse_election(f"sqlite:///{place}/data/election.sqlite")
    database = election.database.changed(keys=place / "data" / "keys")
    return Espace(election.changed(database=database), HandClock())


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """An election file that was just written; its database stays where the file says."""
    espace, file = planned(tmp_path), tmp_path / "vote" / "election.toml"
    espace.administration.start_election(file)
    espace.close()
    return file


def test_a_file_that_can_be_read_and_a_database_that_can_be_used(
    begun: Path, tmp_path: Path
) -> None:
    assert load_election(begun).scrutins
    espace = planned(tmp_path)
    with espace.context.connection():
        assert Installation.select().exists()
    espace.close()


def test_a_file_that_is_there_is_kept(begun: Path, tmp_path: Path) -> None:
    begun.write_text("# le mien")
    elsewhere = tmp_path / "ailleurs"
    with pytest.raises(OutputRefused, match="admin migrate"):
        planned(elsewhere).administration.start_election(begun)
    assert begun.read_text() == "# le mien"
    assert not elsewhere.exists()


@pytest.mark.parametrize("room", [0, 40_000, 200_000])
def test_on_a_full_disk_nothing_is_left_and_it_succeeds_afterwards(
    tmp_path: Path, room: int
) -> None:
    file = tmp_path / "election.toml"
    with full_disk(room), pytest.raises(EspaceError):
        planned(tmp_path).administration.start_election(file)
    assert list(tmp_path.iterdir()) == []
    planned(tmp_path).administration.start_election(file)
    assert file.exists()


def test_what_was_in_the_folder_of_the_database_stays(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "notes.txt").write_text("à garder")
    with full_disk(40_000), pytest.raises(EspaceError):
        planned(tmp_path).administration.start_election(tmp_path / "election.toml")
    assert [path.name for path in tmp_path.rglob("*")] == ["data", "notes.txt"]


class Refused(Exception):
    """What comes after the file was written does not succeed."""


def restored_for_nothing(backup: Path, file: Path) -> None:
    """Refuse what is restored once its election file is there."""
    with election_file_of(backup, file) as written:
        assert written
        assert file.exists()
        raise Refused


def test_the_election_file_of_a_backup_comes_with_what_is_restored(
    begun: Path, tmp_path: Path
) -> None:
    backup, file = tmp_path / "sauvegarde.zip", tmp_path / "ailleurs" / "election.toml"
    file.parent.mkdir()
    place = planned(tmp_path).election.database
    espace = Espace(load_election(begun).changed(database=place), HandClock())
    espace.administration.back_up(backup, source=SOURCE)
    espace.close()
    with pytest.raises(Refused):
        restored_for_nothing(backup, file)
    assert not file.exists()
    with election_file_of(backup, file) as written:
        assert written
    assert file.read_text("utf-8") == begun.read_text("utf-8")
    file.write_text("# le mien")
    with election_file_of(backup, file) as written:
        assert not written
    assert file.read_text() == "# le mien"


def test_of_what_is_no_backup_no_election_file_comes(tmp_path: Path) -> None:
    (tmp_path / "sauvegarde.zip").write_bytes(b"rien")
    with (
        pytest.raises(BackupUnusable),
        election_file_of(tmp_path / "sauvegarde.zip", tmp_path / "election.toml"),
    ):
        pass
    assert not (tmp_path / "election.toml").exists()
