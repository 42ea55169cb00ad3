"""Directories that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from models.errors import DiskFull, OutputRefused
from models.files.whole_directory import new_file, whole_directory


def filled(path: Path) -> None:
    with whole_directory(path) as folder, new_file(folder / "a.pdf") as file:
        file.write(b"page")


def test_nobody_sees_it_before_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "notices"
    umask = os.umask(0)
    try:
        with whole_directory(path) as folder:
            with new_file(folder / "a.pdf") as file:
                file.write(b"page")
            assert not path.exists()
    finally:
        os.umask(umask)
    assert (path / "a.pdf").read_bytes() == b"page"
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((path / "a.pdf").stat().st_mode) == 0o600


def test_what_is_under_way_is_not_taken_for_a_leftover(tmp_path: Path) -> None:
    with whole_directory(tmp_path / "notices") as folder:
        with pytest.raises(OutputRefused, match="n'est pas un dossier vide"):
            filled(folder.parent)
        filled(tmp_path / "others")
        assert folder.is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"notices", "others"}


def test_two_of_one_name_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "notices"
    with (
        pytest.raises(OutputRefused, match="n'est pas un dossier vide"),
        whole_directory(path) as folder,
        new_file(folder / "b.pdf"),
    ):
        filled(path)
    assert [one.name for one in path.iterdir()] == ["a.pdf"]
    assert list(tmp_path.iterdir()) == [path]


def test_leftovers_of_its_name_alone_are_removed(tmp_path: Path) -> None:
    for name in (".notices.abc_123.part", ".notices-2.abc.part", "notices.part"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pdf").touch()
    filled(tmp_path / "notices")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".notices-2.abc.part", "notices.part", "notices"}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "full"), "disque est plein"),
        (OSError(errno.EIO, "broken"), "ne peut pas être écrit"),
        (DiskFull(), "plus rien enregistrer"),
        (ValueError("anything"), "anything"),
    ],
)
def test_whatever_goes_wrong_nothing_is_left(
    tmp_path: Path, error: Exception, sentence: str
) -> None:
    kinds = (OutputRefused, DiskFull, ValueError)
    with (
        pytest.raises(kinds, match=sentence),
        whole_directory(tmp_path / "notices") as folder,
        new_file(folder / "a.pdf"),
    ):
        raise error
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_taken_once_in_it(tmp_path: Path) -> None:
    with whole_directory(tmp_path / "notices") as folder:
        with new_file(folder / "a.pdf"):
            pass
        with pytest.raises(FileExistsError):
            new_file(folder / "a.pdf")


def is_ours(folder: Path) -> bool:
    return (folder / "ours").exists()


def fill(path: Path, content: str) -> None:
    with whole_directory(path, public=True, replaces=is_ours) as folder:
        (folder / "below").mkdir()
        (folder / "ours").write_text(content)
        (folder / "below" / "page").write_text(content)


def test_what_is_for_everybody_can_be_read_by_everybody(tmp_path: Path) -> None:
    path = tmp_path / "web"
    fill(path, "first")
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (path, *path.rglob("*"))}
    assert modes == {"web": 0o755, "below": 0o755, "ours": 0o644, "page": 0o644}


def test_one_takes_the_place_of_what_may_be_replaced_and_of_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "web"
    fill(path, "first")
    fill(path, "second")
    assert (path / "below" / "page").read_text() == "second"
    (path / "ours").unlink()
    with pytest.raises(OutputRefused):
        fill(path, "third")
    assert (path / "below" / "page").read_text() == "second"
    assert list(tmp_path.iterdir()) == [path]


def interrupted(path: Path) -> None:
    with whole_directory(path, public=True, replaces=is_ours) as folder:
        (folder / "ours").write_text("second")
        raise KeyboardInterrupt


def test_the_old_one_stays_if_the_new_one_does_not_become_whole(tmp_path: Path) -> None:
    path = tmp_path / "web"
    fill(path, "first")
    with pytest.raises(KeyboardInterrupt):
        interrupted(path)
    assert (path / "ours").read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]
