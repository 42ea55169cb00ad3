"""A host that forks one process and prints what became of it; a program, as it may have no thread.

The word on the command line says what the process does.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from models import VisitEnd, VisitStep
from tui.hosts.host_signals import HostSignals
from tui.hosts.reports import Reports
from tui.hosts.visit_process import fork_visit
from tui.hosts.visit_record import VisitRecord


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
    "leaves_and_hangs": _leaves_and_hangs,
    "dies": _dies,
    "tells_nonsense": _tells_nonsense,
    "ignores_the_keyboard": _ignores_the_keyboard,
}


def main() -> None:
    """Fork, wait, and print what the host knows."""
    signals, record = HostSignals(), VisitRecord()
    descriptors = len(os.listdir("/proc/self/fd"))
    process = fork_visit(WAYS[sys.argv[1]], signals)
    waiting = select.poll()
    waiting.register(process.descriptor, select.POLLIN)
    while process.status is None:
        waiting.poll(10)
        for report in process.reports():
            record.take(report, datetime.now(UTC))
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
