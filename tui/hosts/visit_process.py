"""One visit in a process of its own, forked from a host that has everything imported.

The host hears of it by a pipe (`tui.hosts.reports`) and by the kernel: that it ended, that it was
stopped, that it fell silent. A process that answers no more is killed: its memory is gone
with it, whatever it was doing.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from tui.command_line.process_guards import end_with
from tui.hosts.cpu_share import cpu_seconds, wants_to_run
from tui.hosts.host_signals import HostSignals, no_signals
from tui.hosts.reports import READY, Reports


@dataclass(frozen=True, slots=True)
class Pulse:
    """How often a process says that it lives, and when it is taken to hang; in seconds.

    Attributes:
        beat: Between two heartbeats.
        silence: Without one, after which it is taken to hang.
        on_a_core: Of a core that it must have used in them, if it wanted to run: on a machine
            that does much else, or whose disk is slow, it is given the time to answer.
        longest: Without a heartbeat, after which it hangs, whatever the machine does.
    """

    beat: float
    silence: float
    on_a_core: float
    longest: float


ALONE = Pulse(beat=0.25, silence=2.0, on_a_core=1.0, longest=10.0)
"""Of the one visit of a kiosk: the next person waits for its end."""
ON_TIME = 0.1
"""Seconds by which a host that waits may be late; beyond them the machine itself stood still."""
SOON = 0.01
"""Seconds between two looks at a process that is about to end."""
BEGINNING = 10.0
"""Seconds that it may take to its first screen."""
MOST_REPORTS = 1 << 16
"""Bytes that are read of a visit's reports at once."""

PARENT_GONE = signal.SIGUSR1
"""What the kernel sends to a visit whose host has died."""


@dataclass(slots=True)
class VisitProcess:
    """A visit's process, seen from its host.

    Attributes:
        pid: Its number.
        descriptor: Where its reports are read.
        status: How it ended, as `os.waitstatus_to_exitcode`: minus the signal's number for a
            killed one; None while it lives.
        hung: It was stopped or fell silent, and was killed for it.
        pulse: When it is taken to hang.
    """

    pid: int
    descriptor: int
    status: int | None = None
    hung: bool = False
    pulse: Pulse = ALONE
    _silent_from: float = field(default_factory=lambda: monotonic() + BEGINNING)
    _heard: float = field(default_factory=monotonic)
    _used: float = 0.0
    _ready: bool = False
    _unfinished: bytes = b""

    def reports(self) -> list[list[str]]:
        """Return its reports since the last call, each split into words."""
        received = b""
        with suppress(BlockingIOError):
            received = os.read(self.descriptor, MOST_REPORTS)
        *lines, self._unfinished = (self._unfinished + received).split(b"\n")
        reports = [line.decode("ascii", "replace").split(" ") for line in lines]
        self._ready = self._ready or [READY] in reports
        if reports and self._ready:
            self._heard = monotonic()
            self._silent_from = self._heard + self.pulse.silence
            self._used = cpu_seconds(self.pid)
        return reports

    @property
    def patience(self) -> float:
        """Seconds until it has been silent for too long."""
        return self._silent_from - monotonic()

    def give_time(self, seconds: float) -> None:
        """Wait so much longer for its next report."""
        self._silent_from += seconds

    def look(self) -> None:
        """Take note of its end; kill it if it was stopped or has been silent for too long."""
        try:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        except ChildProcessError:  # its end was reaped elsewhere
            self.status = -signal.SIGKILL
            return
        if pid == 0:
            # In this order: one that has just spoken is at rest, and its word is in the pipe.
            silent = monotonic() >= self._silent_from and not self._is_starved()
            if silent and not self._has_spoken():
                self._hang_up()
        elif os.WIFSTOPPED(status):
            self._hang_up()
        else:
            self.status = os.waitstatus_to_exitcode(status)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal if it is still alive."""
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def close(self) -> None:
        """Close the pipe of its reports."""
        os.close(self.descriptor)

    def _has_spoken(self) -> bool:
        """Tell whether there is a report that was not read yet."""
        unread = select.poll()
        unread.register(self.descriptor, select.POLLIN)
        return any(event & select.POLLIN for _, event in unread.poll(0))

    def _is_starved(self) -> bool:
        """Tell whether it wants to run and has hardly been able to; if so, wait longer."""
        starved = (
            monotonic() < self._heard + self.pulse.longest
            and wants_to_run(self.pid)
            and cpu_seconds(self.pid) - self._used < self.pulse.on_a_core
        )
        if starved:
            self._silent_from = monotonic() + ON_TIME
        return starved

    def _hang_up(self) -> None:
        self.hung = True
        self.send(signal.SIGKILL)


def wait_for(processes: Collection[VisitProcess], waiting: select.poll, most: float) -> set[int]:
    """Wait for a report or a signal until one process has been silent for too long.

    Returns the descriptors at which there is something. Time in which the host itself could not
    run is not counted: its processes could not run either.

    Args:
        processes: That the host attends.
        waiting: What the descriptors are registered at.
        most: Seconds after which to return all the same.
    """
    patience = max(SOON, min([most, *(process.patience for process in processes)]))
    before = monotonic()
    ready = {descriptor for descriptor, _ in waiting.poll(1000 * patience)}
    late = monotonic() - before - patience
    if late > ON_TIME:
        for process in processes:
            process.give_time(late)
    return ready


def fork_visit(
    hold: Callable[[Reports], int], signals: HostSignals, pulse: Pulse = ALONE
) -> VisitProcess:
    """Fork a process, have it hold a visit, and return it.

    Args:
        hold: Holds the visit, in the new process, and returns its exit status;
            `PARENT_GONE` is sent to it when the host dies.
        signals: Of the host; the new process hears none of them.
        pulse: When it is taken to hang.

    Raises:
        OSError: No process or descriptor is left.
    """
    host = os.getpid()
    reading, writing = os.pipe2(os.O_CLOEXEC)
    with no_signals():
        try:
            pid = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            raise
        if pid == 0:
            _hold(hold, signals, host, reading, writing)
    os.close(writing)
    os.set_blocking(reading, False)
    return VisitProcess(pid, reading, pulse=pulse)


def _hold(
    hold: Callable[[Reports], int], signals: HostSignals, host: int, reading: int, writing: int
) -> None:
    """Hold the visit and end, in the new process; never returns.

    Nothing of the host's is run at its end, and no thread that still waits for a
    server is waited for.
    """
    status = 1
    try:
        os.close(reading)
        signals.leave_to_the_parent()
        if end_with(host, PARENT_GONE):
            status = hold(Reports(writing))
    finally:
        os._exit(status)
