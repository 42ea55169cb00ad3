"""A host that forks one process and prints what became of it; a program, as it may have no thread.

The word on the command line says what the process does.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models import VisitEnd, VisitStep
from tui.hosts.host_signals import HostSignals
from tui.hosts.reports import Reports
from tui.hosts.visit_process import ALONE, VisitProcess, fork_visit, wait_for
from tui.hosts.visit_record import VisitRecord

STANDSTILL = ALONE.silence - 0.1
"""Seconds in which neither the host nor the visit runs."""
RIVALS = 9
"""Processes that share one core with a visit, which so has a tenth of it: 0.4 s in 4 s."""


def _leaves(reports: Reports) -> int:
    reports.ready()
    reports.begun()
    reports.step(VisitStep.ACCOUNT)
    reports.ended(VisitEnd.LEFT)
    return 0


def _fails(reports: Reports) -> int:
    reports.begun()
    reports.fault("0123ABCD")
    return 1


def _raises(reports: Reports) -> int:
    raise ValueError("a secret")


def _stops(reports: Reports) -> int:
    reports.ready()
    reports.begun()
    os.kill(os.getpid(), signal.SIGSTOP)
    return 0


def _falls_silent(reports: Reports) -> int:
    reports.ready()
    reports.beat()
    while True:
        time.sleep(60)


def _stands_still_with_its_machine(reports: Reports) -> int:
    reports.ready()
    time.sleep(STANDSTILL + 0.3)
    return _leaves(reports)


def _wants_a_core(reports: Reports) -> int:
    """Answer only after a while in which other processes have taken the core."""
    reports.ready()
    until, cores = _share_a_core()
    while time.monotonic() < until:
        pass
    os.sched_setaffinity(0, cores)
    return _leaves(reports)


def _waits_for_a_thread(reports: Reports) -> int:
    """Answer only once another thread has had its turn, on a core that others have taken."""
    reports.ready()
    until, cores = _share_a_core()

    def work() -> None:
        while time.monotonic() < until:
            pass

    busy = threading.Thread(target=work)
    busy.start()
    busy.join()
    os.sched_setaffinity(0, cores)
    return _leaves(reports)


def _waits_for_the_disk(reports: Reports) -> int:
    """Answer only after a while in which the kernel lets it do nothing, as with a slow disk.

    It waits so in posix_spawn(3) until the new process has opened the files it is given.
    """
    reports.ready()
    with TemporaryDirectory() as folder:
        pipe = str(Path(folder, "pipe"))
        os.mkfifo(pipe)
        if os.fork() == 0:
            time.sleep(2 * ALONE.silence)
            os.open(pipe, os.O_WRONLY)
            os._exit(0)
        opened = (os.POSIX_SPAWN_OPEN, 0, pipe, os.O_RDONLY, 0)
        os.posix_spawn("/bin/true", ["true"], {}, file_actions=[opened])
    return _leaves(reports)


def _answers_at_the_last_moment(reports: Reports) -> int:
    reports.ready()
    time.sleep(ALONE.silence + 0.2)
    reports.beat()
    time.sleep(0.5)
    return _leaves(reports)


def _share_a_core() -> tuple[float, set[int]]:
    """Keep this process to a core that it has to share with its rivals for a while.

    An idle priority would do too, but an ordinary account could not give it back afterwards.

    Returns:
        When that is over, and the cores that it may use then.
    """
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    until = time.monotonic() + 2 * ALONE.silence
    for _ in range(RIVALS):
        if os.fork() == 0:
            while time.monotonic() < until:
                pass
            os._exit(0)
    return until, cores


def _spins(reports: Reports) -> int:
    reports.ready()
    while True:
        pass


def _leaves_and_hangs(reports: Reports) -> int:
    _leaves(reports)
    while True:
        time.sleep(60)


def _dies(reports: Reports) -> int:
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def _tells_nonsense(reports: Reports) -> int:
    for words in (["step", "nowhere"], ["saved", "many"], ["ended"], ["é\x00"], []):
        reports._tell(*(word.encode("ascii", "replace").decode() for word in words))
    return 0


def _ignores_the_keyboard(reports: Reports) -> int:
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGUSR2):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [number])
        os.kill(os.getpid(), number)
        os.kill(os.getppid(), number)
    reports.step(VisitStep.ACCESS)
    return 0


WAYS: dict[str, Callable[[Reports], int]] = {
    "leaves": _leaves,
    "fails": _fails,
    "raises": _raises,
    "stops": _stops,
    "falls_silent": _falls_silent,
    "spins": _spins,
    "stands_still_with_its_machine": _stands_still_with_its_machine,
    "wants_a_core": _wants_a_core,
    "waits_for_a_thread": _waits_for_a_thread,
    "waits_for_the_disk": _waits_for_the_disk,
    "answers_at_the_last_moment": _answers_at_the_last_moment,
    "leaves_and_hangs": _leaves_and_hangs,
    "dies": _dies,
    "tells_nonsense": _tells_nonsense,
    "ignores_the_keyboard": _ignores_the_keyboard,
}


class LatePoll:
    """Waits like the kernel's, and once for much longer, as if the whole machine stood still."""

    def __init__(self) -> None:
        self._waiting = select.poll()
        self.register = self._waiting.register
        self._standstills = [STANDSTILL, 0.0]

    def poll(self, milliseconds: float) -> list[tuple[int, int]]:
        ready = self._waiting.poll(milliseconds)
        if self._standstills:
            time.sleep(self._standstills.pop())
        return ready


def stand_still_until_it_speaks(process: VisitProcess) -> None:
    """Wait, as a host that is given no core between hearing a visit and looking at it."""
    select.select([process.descriptor], [], [])


def main() -> None:
    """Fork, wait, and print what the host knows."""
    signals, record = HostSignals(), VisitRecord()
    descriptors = len(os.listdir("/proc/self/fd"))
    process = fork_visit(WAYS[sys.argv[1]], signals)
    waiting: Any = LatePoll() if sys.argv[1] == "stands_still_with_its_machine" else select.poll()
    waiting.register(process.descriptor, select.POLLIN)
    while process.status is None:
        wait_for((process,), waiting, 0.2)
        for report in process.reports():
            record.take(report, datetime.now(UTC))
        if sys.argv[1] == "answers_at_the_last_moment":
            stand_still_until_it_speaks(process)
        process.look()
    for report in process.reports():
        record.take(report, datetime.now(UTC))
    process.close()
    ended = record.ended(process, datetime.now(UTC))
    facts = {
        "status": process.status,
        "hung": process.hung,
        "wrong": record.went_wrong(process),
        "reason": ended.reason.value if ended else None,
        "step": record.step.value,
        "reference": record.reference,
        "descriptors": len(os.listdir("/proc/self/fd")) - descriptors,
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
