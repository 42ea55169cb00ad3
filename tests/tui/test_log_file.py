"""A file of lines that several processes write and rotate."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tui.logs.rotated_file import RotatedFile

WRITER = """
import sys
from pathlib import Path
import tui.logs.rotated_file
from tui.logs.rotated_file import RotatedFile
tui.logs.rotated_file.PATIENCE = 300
file = RotatedFile(Path(sys.argv[1]), 2000, 100)
for number in range(200):
    file.write(f"{sys.argv[2]} {number:04}\\n")
"""


def test_old_files_are_kept_up_to_a_number(tmp_path: Path) -> None:
    file = RotatedFile(tmp_path / "events.jsonl", 1024, 3)
    for number in range(400):
        file.write(f"line {number:04}\n")
    assert sorted(path.name for path in tmp_path.glob("events*")) == [
        "events.jsonl",
        "events.jsonl.1",
        "events.jsonl.2",
        "events.jsonl.3",
    ]
    assert all(path.stat().st_size <= 1024 for path in tmp_path.glob("events*"))
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.iterdir())
    newest = (tmp_path / "events.jsonl").read_text().splitlines()
    assert newest[-1] == "line 0399"


def test_processes_that_rotate_at_once_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, name], cwd=ROOT)
        for name in ("one", "two", "three")
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    written = [line for part in tmp_path.glob("events*") for line in part.read_text().splitlines()]
    assert len(written) == 600
    assert len(set(written)) == 600
    assert len(list(tmp_path.glob("events*"))) > 2


def test_a_file_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    file = RotatedFile(path, 1024, 1)
    file.write("first\n")
    path.unlink()
    file.write("second\n")
    assert path.read_text() == "second\n"


def test_a_place_that_cannot_be_written_raises_and_prints_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "events.jsonl").mkdir()
    file = RotatedFile(tmp_path / "events.jsonl", 1024, 1)
    with pytest.raises(OSError, match="directory"):
        file.write("never\n")
    assert capsys.readouterr().err == ""


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from tui.logs.rotated_file import RotatedFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))
file = RotatedFile(Path(sys.argv[1]), 2000, 3)
for _ in range(3):
    try:
        file.write("a line that is too long")
    except OSError as error:
        print(type(error).__name__)
"""


def test_a_full_disk_is_said_each_time_and_holds_nobody_up(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, tmp_path / "events.jsonl"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["OSError"] * 3


def test_a_file_that_somebody_holds_for_long_is_given_up(tmp_path: Path) -> None:
    file = RotatedFile(tmp_path / "events.jsonl", 2000, 3)
    file.write("first")
    with (tmp_path / ".events.jsonl.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TimeoutError):
            file.write("second")
    file.write("third")
    assert (tmp_path / "events.jsonl").read_text() == "first\nthird\n"
