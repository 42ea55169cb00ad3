"""What an election lives by is written over by no command, « --force » or not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Espace, StatusAxis
from models.errors import OutputRefused
from models.storage.store import keys_directory, sqlite_path
from tests.models.clocks import HandClock
from tests.models.databases import SqliteDatabases
from tests.models.steps import SOURCE

NAMES = ("election.sqlite", "election.sqlite-wal", "keys/codes.key", "secret", "election.toml")

ACTS: dict[str, Callable[[Espace, Path], object]] = {
    "backup": lambda espace, path: espace.administration.back_up(path, force=True, source=SOURCE),
    "export": lambda espace, path: espace.administration.export_audit(
        path, force=True, source=SOURCE
    ),
    "table": lambda espace, path: espace.administration.export_status(
        path, StatusAxis.CORPS, force=True
    ),
}


@pytest.fixture
def owned(sqlite: SqliteDatabases, tmp_path: Path) -> Espace:
    """An election whose file, password and database are in one directory."""
    election = sqlite.filled(tmp_path)
    folder = keys_directory(election.database).parent
    for name in ("secret", "election.toml"):
        (folder / name).write_text(name)
    section = election.database.changed(password_file=folder / "secret")
    election = election.changed(database=section)
    return Espace(election.read_from(folder / "election.toml"), HandClock())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("act", ACTS)
def test_a_file_of_the_election_is_not_replaced(owned: Espace, name: str, act: str) -> None:
    owned.verify()
    place = sqlite_path(owned.election.database)
    assert place is not None
    path = place.parent / "keys" / ".." / name
    before = path.stat().st_ino
    with pytest.raises(OutputRefused, match="s'en sert"):
        ACTS[act](owned, path)
    assert path.stat().st_ino == before
    owned.close()


def test_a_missing_key_is_no_place_for_a_backup(owned: Espace) -> None:
    keys = keys_directory(owned.election.database)
    owned.verify()
    (keys / "codes.key").unlink()
    with pytest.raises(OutputRefused, match="s'en sert"):
        owned.administration.back_up(keys / "codes.key", source=SOURCE)
    assert not (keys / "codes.key").exists()
    owned.close()


@pytest.mark.parametrize("kind", ["link", "pipe", "directory", "device"])
def test_only_a_regular_file_is_replaced(file_espace: Espace, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "sauvegarde.zip"
    if kind == "link":
        path.symlink_to(tmp_path / "target")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    else:
        path = Path(os.devnull)
    before = path.lstat()
    with pytest.raises(OutputRefused, match="fichier ordinaire"):
        file_espace.administration.back_up(path, force=True, source=SOURCE)
    assert (path.lstat().st_mode, path.lstat().st_ino) == (before.st_mode, before.st_ino)
