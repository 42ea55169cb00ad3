"""Never more hashes at once on a machine than it has cores, in threads and in processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models import Unavailable
from models.crypto.queue import FairSemaphore, own_directory
from tests.architecture.source_tree import ROOT
from tests.models.crypto.watched_slots import WatchedSlots

pytestmark = pytest.mark.real_argon2


def most_at_once(journal: Path) -> int:
    inside = most = 0
    for step in journal.read_text():
        inside += 1 if step == "+" else -1
        most = max(most, inside)
    assert inside == 0
    return most


@pytest.mark.parametrize("count", [1, 2])
def test_threads_share_the_slots(tmp_path: Path, count: int) -> None:
    slots = WatchedSlots(tmp_path, count)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: slots.hold(), range(12)))
    os.close(slots.journal)
    assert (tmp_path / "journal").stat().st_size == 24
    assert most_at_once(tmp_path / "journal") == count


@pytest.mark.parametrize("count", [1, 2])
def test_processes_share_the_slots(tmp_path: Path, count: int) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from tests.models.crypto.watched_slots import WatchedSlots;"
        "slots = WatchedSlots(Path(sys.argv[1]), int(sys.argv[2]));"
        "[slots.hold() for _ in range(4)]"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(count)], cwd=ROOT)
        for _ in range(4)
    ]
    assert [process.wait(timeout=100) for process in processes] == [0] * 4
    assert (tmp_path / "journal").stat().st_size == 32
    assert most_at_once(tmp_path / "journal") <= count


def test_a_slot_is_free_again_after_a_failure(tmp_path: Path) -> None:
    slots = FairSemaphore(tmp_path / "slots", 1)
    for _ in range(3):
        with pytest.raises(RuntimeError), slots.slot():
            raise RuntimeError
    with slots.slot():
        assert len(list((tmp_path / "slots").glob("slot-*"))) == 1


def test_there_are_as_many_slots_as_cores_in_a_directory_of_one_s_own(tmp_path: Path) -> None:
    assert FairSemaphore().count == os.cpu_count()
    slots = FairSemaphore(tmp_path / "slots")
    with slots.slot():
        assert stat.S_IMODE((tmp_path / "slots").stat().st_mode) == 0o700


def test_a_directory_that_is_a_trap_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").touch()
    for name in ("link", "file"):
        with pytest.raises(Unavailable), FairSemaphore(tmp_path / name).slot():
            pytest.fail("a slot was given")


def test_nobody_else_can_take_the_directory_of_the_slots_first(tmp_path: Path) -> None:
    """Another user of the machine made it, and every sign-in said that an error had occurred."""
    runtime, shared, home = tmp_path / "run", tmp_path / "tmp", tmp_path / "home"
    assert own_directory(runtime, shared, home) == shared
    shared.mkdir()
    assert own_directory(runtime, shared, home) == shared
    shared.rmdir()
    takes: tuple[Callable[[], None], ...] = (lambda: shared.symlink_to(tmp_path), shared.touch)
    for take in takes:
        take()
        assert own_directory(runtime, shared, home) == home / ".cache" / "espace-electeur"
        shared.unlink()
    runtime.mkdir()
    assert own_directory(runtime, shared, home) == runtime / "espace-electeur"
