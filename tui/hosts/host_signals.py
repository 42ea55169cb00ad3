"""The signals of a host that forks visits: its loop handles a few, all others are ignored."""

from __future__ import annotations

import os
import signal
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

HANDLED = (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP)
"""What the loop handles: a child's change, the end that is asked for, the terminal's end."""
WITH_KEYBOARD = (*HANDLED, signal.SIGINT)
"""The same, and Ctrl+C: for a host whose terminal is its administrator's."""

DEADLY = frozenset(
    {
        signal.SIGABRT,
        signal.SIGBUS,
        signal.SIGFPE,
        signal.SIGILL,
        signal.SIGKILL,
        signal.SIGSEGV,
        signal.SIGSTOP,
        signal.SIGSYS,
        signal.SIGTRAP,
        signal.SIGCONT,
    }
)
"""Faults, which are not survived, and what cannot be caught; a host that dies so is restarted
by the service manager. Everything else, the keyboard's signals among them, is ignored."""


class HostSignals:
    """Signals as bytes of a pipe that can be waited for beside others."""

    def __init__(self, handled: Collection[signal.Signals] = HANDLED) -> None:
        """Listen from now on, to what is handled."""
        self._handled = handled
        self.descriptor, self._writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        for number in signal.valid_signals() - DEADLY - set(handled):
            with suppress(OSError, ValueError):  # two that the C library keeps for itself
                signal.signal(number, signal.SIG_IGN)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for number in handled:
            signal.signal(number, _leave_to_the_pipe)

    def read(self) -> set[int]:
        """Return the numbers of the signals that have come since."""
        with suppress(BlockingIOError):
            return set(os.read(self.descriptor, 4096))
        return set()

    def leave_to_the_parent(self) -> None:
        """In a forked process: handle the host's signals no longer."""
        signal.set_wakeup_fd(-1)
        for number in self._handled:
            signal.signal(number, signal.SIG_DFL)
        os.close(self.descriptor)
        os.close(self._writing)


@contextmanager
def no_signals() -> Iterator[None]:
    """Block all signals: around a fork, until the child has its own handlers."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_to_the_pipe(number: int, frame: object) -> None:
    """Do nothing: the loop reads the signal from the pipe."""
