"""A process beside the host that restores the terminal if the host dies.

A visit does so too, but there is none between two of them, it may be stopped, and what it
was about to draw may come after. The guardian handles no signal, and holds no data of a visit.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.command_line.process_guards import end_with, name_process
from tui.hosts.host_signals import no_signals
from tui.hosts.visit_process import PARENT_GONE

if TYPE_CHECKING:
    from tui.hosts.host_signals import HostSignals
    from tui.hosts.terminal_state import TerminalState

NAME = "guardian"
"""As ps and /proc/PID/comm show it."""
TIMES = (0.0, 0.2, 0.4)
"""Seconds before each time that the terminal is given back: a visit that dies with the host may
still have been writing. Sooner in all than a service manager starts the next host."""


class Guardian:
    """The guardian as the host holds it: forks it, and again if it was killed."""

    def __init__(self, terminal: TerminalState, signals: HostSignals) -> None:
        """Take what is given back; fork nothing yet."""
        self._terminal = terminal
        self._signals = signals
        self._pid: int | None = None

    def keep(self) -> None:
        """Fork the guardian if none is alive; if the fork fails, the next call tries again."""
        if self._pid is not None and not self._has_ended(self._pid):
            return
        host = os.getpid()
        self._pid = None
        with suppress(OSError), no_signals():
            pid = os.fork()
            if pid == 0:
                _watch(host, self._terminal, self._signals)
            self._pid = pid

    def dismiss(self) -> None:
        """End it: the host leaves by itself."""
        if self._pid is not None:
            with suppress(OSError):
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
            self._pid = None

    @staticmethod
    def _has_ended(pid: int) -> bool:
        """Return whether it has ended; one that was stopped is killed."""
        try:
            changed, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
        except ChildProcessError:
            return True
        if changed and os.WIFSTOPPED(status):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return bool(changed)


def _watch(host: int, terminal: TerminalState, signals: HostSignals) -> None:
    """Wait for the host's death and give the terminal back, in the forked process."""
    try:
        signals.leave_to_the_parent()
        name_process(NAME)
        lives = end_with(host, PARENT_GONE)
        while lives:
            signal.sigwait({PARENT_GONE})
            lives = os.getppid() == host
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
        for pause in TIMES:
            time.sleep(pause)
            terminal.give_back()
    finally:
        os._exit(0)
