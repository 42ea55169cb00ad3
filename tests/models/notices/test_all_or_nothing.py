"""Notices that are cut short: nothing is left that could be taken for finished."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from models import Espace, make_notices
from models.errors import ExportUnusable, OutputRefused
from models.notices.making import usual_reserve
from models.views.progress import Progress, Stage
from tests.architecture.source_tree import ROOT
from tests.models.notices.printed import read_notices
from tests.models.notices.rewriting import rewrite
from tests.models.steps import SOURCE


@pytest.fixture
def export(file_espace: Espace, tmp_path: Path) -> Path:
    """The list of the sample people."""
    path = tmp_path / "liste.jsonl"
    file_espace.vote.export_roll(path, source=SOURCE)
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that holds nothing else."""
    folder = tmp_path / "impression"
    folder.mkdir()
    return folder


def run(act: str, export: Path, directory: Path, number: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.models.notices.stopped", act, export, directory]
    return subprocess.run(
        [*map(str, command), str(number)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_files_and_directory_are_their_owner_s_alone(export: Path, place: Path) -> None:
    make_notices(export, place / "notices", spares=2)
    assert stat.S_IMODE((place / "notices").stat().st_mode) == 0o700
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (place / "notices").iterdir()}
    assert modes == {0o600}
    assert [path.name for path in place.iterdir()] == ["notices"]


def test_an_empty_directory_is_filled(export: Path, place: Path) -> None:
    (place / "notices").mkdir()
    report = make_notices(export, place / "notices")
    assert (report.electors, report.spares) == (6, 10)
    assert len(read_notices(place / "notices")) == 16


def test_the_reserve_is_two_in_a_hundred_and_ten_at_least() -> None:
    assert [usual_reserve(electors) for electors in (1, 500, 1_000, 41_530)] == [10, 10, 20, 831]


def test_how_far_it_is_is_told(export: Path, place: Path) -> None:
    told: list[Progress] = []
    make_notices(export, place / "notices", spares=4, tell=told.append)
    assert [(one.stage, one.done, one.total) for one in told] == [
        (Stage.PRINTING, done, 10) for done in range(11)
    ]


def test_killed_in_the_middle_nothing_has_the_name(export: Path, place: Path) -> None:
    directory = place / "notices"
    done = run("kill", export, directory, 5)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (left,) = place.iterdir()
    assert left.name.startswith(".notices.")
    assert left.name.endswith(".part")
    assert left.is_dir()
    make_notices(export, directory, spares=3)
    assert [path.name for path in place.iterdir()] == ["notices"]
    assert len(read_notices(directory)) == 9


@pytest.mark.parametrize("room", [0, 4_096, 40_000])
def test_a_full_disk_leaves_nothing_and_says_so(export: Path, place: Path, room: int) -> None:
    done = run("full", export, place / "notices", room)
    assert done.returncode == 1, done.stderr
    assert "Le disque est plein" in done.stdout
    assert "rien n'en reste" in done.stdout
    assert list(place.iterdir()) == []


def test_an_interruption_leaves_nothing(export: Path, place: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_notices(export, place / "notices", tell=interrupt)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("there", ["file", "full directory", "link"])
def test_what_is_there_already_is_left_as_it_is(export: Path, place: Path, there: str) -> None:
    directory = place / "notices"
    if there == "file":
        directory.write_text("une autre fois")
    elif there == "link":
        directory.symlink_to(place)
    else:
        directory.mkdir()
        (directory / "a.pdf").write_text("une autre fois")
    with pytest.raises(OutputRefused, match="n'est pas un dossier vide"):
        make_notices(export, directory)
    assert len(list(place.iterdir())) == 1


def test_a_place_that_is_none_is_refused(export: Path, place: Path) -> None:
    with pytest.raises(OutputRefused, match="ne peut pas être écrit"):
        make_notices(export, place / "absent" / "notices")


@pytest.mark.parametrize(("old", "new"), [("fdupont", "jdupont"), ('"lines":7', '"lines":6')])
def test_a_list_that_was_altered_prints_nothing(
    export: Path, place: Path, old: str, new: str
) -> None:
    text = export.read_text("utf-8")
    assert old in text
    export.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ExportUnusable, match="rien n'a été imprimé"):
        make_notices(export, place / "notices")
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format":1', '"format":2'),
        ("pour les notices", "pour autre chose"),
        ('"electors":6', '"electors":7'),
        ("0310001A", "../../a.pdf"),
        ("0310003C", "0120006F"),
        ("[0,1,2,3]]", "[]]"),
        ("[0,1,2,3]]", "[0,1,2,99]]"),
        ("[0,1,2,3]]", "[0,1,2,-1]]"),
        ('"fdupont"', '["fdupont"]'),
        ('"fdupont"', "[" * 100_000),
    ],
)
def test_a_list_with_another_content_prints_nothing(
    export: Path, place: Path, old: str, new: str
) -> None:
    """Written by another program, its ending being right."""
    rewrite(export, lambda text: text.replace(old, new))
    with pytest.raises(ExportUnusable, match="rien n'a été imprimé"):
        make_notices(export, place / "notices")
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("kept", [0, 1, 100, -1, -60])
def test_a_list_that_was_cut_prints_nothing(export: Path, place: Path, kept: int) -> None:
    export.write_bytes(export.read_bytes()[:kept])
    with pytest.raises(ExportUnusable, match="n'est pas une liste"):
        make_notices(export, place / "notices")
    assert list(place.iterdir()) == []


def test_a_list_that_is_not_there_is_said(place: Path) -> None:
    with pytest.raises(ExportUnusable, match="ne peut pas être lu"):
        make_notices(place / "absente", place / "notices")
