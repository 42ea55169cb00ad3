"""First come, first served, in threads and in processes, even if one of them dies."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from models import Espace
from models.crypto.password_hashes import PasswordHashes
from models.crypto.queue import FairSemaphore, TicketLock
from models.settings.sections import SecuritySection
from tests.architecture.source_tree import ROOT

PATIENCE = 30.0
NOBODY = 0.5
"""Seconds in which it is seen that none is served; being served takes a hundredth of that."""
WAIT_AND_TELL = (
    "import sys; from pathlib import Path;"
    "from tests.models.crypto.test_ticket_lock import turns_in;"
    "turns = turns_in(Path(sys.argv[1])).wait();"
    "turns.__enter__(); print('turn', flush=True); turns.__exit__(None, None, None)"
)


def turns_in(directory: Path) -> TicketLock:
    return TicketLock(lambda: os.open(directory / "turns", os.O_RDWR | os.O_CREAT, 0o600))


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end, "waited in vain"
        sleep(0.002)


@contextmanager
def in_front(turns: TicketLock) -> Iterator[Callable[[], None]]:
    """Hold the turn, before all who come later; yields what lets them pass."""
    turn = turns.wait()
    turn.__enter__()
    left = threading.Event()

    def leave() -> None:
        if not left.is_set():
            left.set()
            turn.__exit__(None, None, None)

    try:
        yield leave
    finally:
        leave()


def be_served(turns: TicketLock) -> None:
    with turns.wait():
        pass


def test_forty_threads_are_served_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    first, queue, served = turns_in(tmp_path), turns_in(tmp_path), list[int]()

    def note_turn(number: int) -> None:
        with queue.wait():
            served.append(number)

    threads = [threading.Thread(target=note_turn, args=(number,)) for number in range(40)]
    with in_front(first):
        for number, thread in enumerate(threads):
            thread.start()
            until(lambda count=number + 1: len(queue._waiting) == count)  # type: ignore[misc]
        assert queue.ahead() == 1
        assert served == []
    for thread in threads:
        thread.join(PATIENCE)
    assert served == list(range(40))


def test_one_knows_how_many_come_before(tmp_path: Path) -> None:
    turns = [turns_in(tmp_path) for _ in range(3)]
    assert turns[0].ahead() is None
    waiting = [threading.Thread(target=be_served, args=(turn,)) for turn in turns[1:]]
    with in_front(turns[0]):
        for thread, turn in zip(waiting, turns[1:], strict=True):
            thread.start()
            until(lambda turn=turn: turn.ahead() is not None)  # type: ignore[misc]
        assert [turn.ahead() for turn in turns] == [0, 1, 2]
    for thread in waiting:
        thread.join(PATIENCE)


def test_a_queue_that_was_never_used_and_one_used_up_are_free(tmp_path: Path) -> None:
    for _ in range(3):
        with turns_in(tmp_path).wait():
            pass
    assert turns_in(tmp_path).ahead() is None


@pytest.mark.parametrize("killed", [0, 1])
def test_who_is_killed_while_waiting_neither_blocks_nor_lets_anybody_overtake(
    tmp_path: Path, killed: int
) -> None:
    first = turns_in(tmp_path)
    processes = []
    with in_front(first) as leave:
        for count in range(1, 4):
            processes.append(
                subprocess.Popen(
                    [sys.executable, "-c", WAIT_AND_TELL, str(tmp_path)],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            until(lambda count=count: _drawn(tmp_path) == count + 1)  # type: ignore[misc]
        processes[killed].send_signal(signal.SIGKILL)
        processes[killed].communicate(timeout=PATIENCE)
        left = [process for process in processes if process is not processes[killed]]
        # The next ones look again at once; none is served while the first one is.
        pipes = [process.stdout for process in left if process.stdout]
        assert len(pipes) == 2
        assert select.select(pipes, [], [], NOBODY)[0] == []
        leave()
    assert [process.communicate(timeout=PATIENCE)[0] for process in left] == ["turn\n"] * 2


def test_a_failure_in_one_s_turn_gives_it_to_the_next(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), turns_in(tmp_path).wait():
        raise RuntimeError
    with turns_in(tmp_path).wait():
        assert _drawn(tmp_path) == 2


def test_the_election_tells_how_many_wait_before_this_visit(
    file_espace: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = FairSemaphore(tmp_path / "slots", 1)
    monkeypatch.setattr(file_espace.context.hashes, "_slots", slots)
    assert file_espace.people_ahead() is None
    others = [FairSemaphore(tmp_path / "slots", 1) for _ in range(3)]
    served = list[str]()

    def hash_in(name: str, one: FairSemaphore) -> None:
        with one.slot():
            served.append(name)

    with others[0].slot():
        threads = []
        for name, one in (("a", others[1]), ("b", others[2]), ("us", slots)):
            threads.append(threading.Thread(target=hash_in, args=(name, one)))
            threads[-1].start()
            until(lambda one=one: one.people_ahead() is not None)  # type: ignore[misc]
        assert file_espace.people_ahead() == 2
    for thread in threads:
        thread.join(PATIENCE)
    assert served == ["a", "b", "us"]


def test_the_wait_for_others_is_no_part_of_what_one_hash_takes(tmp_path: Path) -> None:
    slots, other = (FairSemaphore(tmp_path / "slots", 1) for _ in range(2))
    hashes = PasswordHashes(SecuritySection(), slots)
    with ThreadPoolExecutor(1) as visit:
        with other.slot():
            taken = visit.submit(hashes.seconds_for_one)
            until(lambda: hashes.people_ahead() is not None)
            released = monotonic()
        assert taken.result() < monotonic() - released


def _drawn(directory: Path) -> int:
    return int.from_bytes((directory / "turns").read_bytes()[:8], sys.byteorder)
