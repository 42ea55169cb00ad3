"""A visit is never stopped: nobody is to find the shell behind it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOPS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
"""The signals by which a terminal stops a process."""


@contextmanager
def unstoppable() -> Iterator[None]:
    """Never stop while something else sets its own handlers, nor afterwards.

    SIGCONT, after a SIGSTOP, only continues: Textual would take the terminal once more.
    A blocked signal is not sent for reading from or writing to the terminal either;
    threads that are started meanwhile keep it blocked.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
