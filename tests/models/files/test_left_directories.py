"""Directories for a moment's work are gone afterwards, also those of who was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from models.files.left_directories import SCRATCH, locked_directory, scratch_directory
from tests.architecture.source_tree import ROOT

KILLED = """
import os, signal
from models.files.left_directories import scratch_directory
with scratch_directory() as folder:
    (folder / "archive.bel").write_bytes(b"x" * 1000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine's directory for temporary files, empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_nothing_stays_after_the_work_or_a_fault(temporary: Path) -> None:
    def work() -> None:
        with scratch_directory() as folder:
            (folder / "archive.bel").touch()
            assert [folder] == list(temporary.iterdir())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_has_left_is_removed_by_the_next(temporary: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    (left,) = temporary.iterdir()
    assert (left / "archive.bel").stat().st_size == 1000
    with scratch_directory() as folder:
        assert list(temporary.iterdir()) == [folder]


def test_what_is_held_or_not_ours_stays(temporary: Path) -> None:
    (temporary / "vote-2026").mkdir()
    (temporary / f"{SCRATCH}elsewhere").symlink_to(temporary / "vote-2026")
    held, lock = locked_directory(temporary, prefix=SCRATCH)
    try:
        with scratch_directory(), scratch_directory() as second:
            assert held.is_dir()
            assert second.is_dir()
    finally:
        os.close(lock)
    assert len(list(temporary.iterdir())) == 3
