"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models.crypto.keys import make_missing_keys, read_keyring
from models.errors import DiskFull, OutputRefused
from models.files.whole import whole_file


def write_and(path: Path, act: Callable[[], object]) -> None:
    """Write half a file, and let something happen then."""
    with whole_file(path) as file:
        file.write(b"half")
        act()


def raising(fault: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise fault

    return act


def test_a_file_is_its_owner_s_alone_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with whole_file(path) as file:
        file.write(b"counts")
        assert not path.exists()
    assert path.read_bytes() == b"counts"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"older")
    with pytest.raises(OutputRefused, match="existe déjà"), whole_file(path) as file:
        file.write(b"never")
    assert path.read_bytes() == b"older"


def test_a_file_that_comes_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with pytest.raises(OutputRefused, match="existe déjà"):
        write_and(path, lambda: path.write_bytes(b"first"))
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_force_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"older")
    with whole_file(path, force=True) as file:
        file.write(b"newer")
    assert path.read_bytes() == b"newer"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "full"), "disque est plein"),
        (DiskFull(), "disque est plein"),
        (PermissionError(errno.EACCES, "no"), "ne peut pas être écrit"),
    ],
)
def test_a_fault_leaves_nothing_and_says_what_to_do(
    tmp_path: Path, fault: Exception, said: str
) -> None:
    path = tmp_path / "export.csv"
    with pytest.raises(OutputRefused, match=said):
        write_and(path, raising(fault))
    assert list(tmp_path.iterdir()) == []


def test_what_stops_the_program_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_and(tmp_path / "export.csv", raising(KeyboardInterrupt()))
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="dossier qui existe"):
        whole_file(tmp_path / "nowhere" / "export.csv").__enter__()


def test_what_a_killed_process_left_goes_and_what_others_write_stays(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    left, other = tmp_path / ".export.csv.abcd1234.part", tmp_path / ".autre.csv.abcd1234.part"
    left.touch()
    other.touch()
    with whole_file(path, force=True) as slow:
        slow.write(b"slow")
        with whole_file(path) as quick:
            quick.write(b"quick")
            assert len(list(tmp_path.glob(".export.csv.*.part"))) == 2
    assert path.read_bytes() == b"slow"
    assert sorted(tmp_path.iterdir()) == [other, path]


def test_what_is_left_of_a_kind_goes_whatever_its_name(tmp_path: Path) -> None:
    left, other = tmp_path / ".hier.zip.abcd1234.backup.part", tmp_path / ".a.csv.abcd1234.part"
    left.touch()
    other.touch()
    with whole_file(tmp_path / "hier", kind="backup") as slow:
        slow.write(b"slow")
        with whole_file(tmp_path / "today", kind="backup") as quick:
            quick.write(b"quick")
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names == [other.name, "hier", "today"]


def test_a_draft_that_is_removed_before_its_lock_is_held_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process looks for leftovers between the two."""
    lock = fcntl.flock
    removed: list[Path] = []

    def flock(file: int, operation: int) -> None:
        if not removed:
            removed.extend(tmp_path.iterdir())
            removed[0].unlink()
        lock(file, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    with whole_file(tmp_path / "export.csv") as file:
        file.write(b"counts")
    assert removed
    assert (tmp_path / "export.csv").read_bytes() == b"counts"


def test_a_file_system_without_hard_links_has_its_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", raising_link)
    path = tmp_path / "export.csv"
    with whole_file(path) as file:
        file.write(b"counts")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"counts", 0o600)
    with pytest.raises(OutputRefused, match="existe déjà"):
        write_and(tmp_path / "other.csv", lambda: (tmp_path / "other.csv").write_bytes(b"first"))
    assert (tmp_path / "other.csv").read_bytes() == b"first"
    make_missing_keys(tmp_path / "keys")
    assert len(read_keyring(tmp_path / "keys").codes) == 32
    assert {one.name for one in tmp_path.iterdir()} == {"export.csv", "other.csv", "keys"}


def raising_link(source: Path, target: Path) -> None:
    raise PermissionError(errno.EPERM, "no hard links here")
