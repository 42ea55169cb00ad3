"""Interrupting what blocks in the kernel, as a write to a terminal that no one reads."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt what is done inside after some seconds; for the main thread only.

    Raises:
        TimeoutError: It has taken longer.
    """
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _give_up(number: int, frame: object) -> None:
    raise TimeoutError(errno.ETIMEDOUT, "the time is over")
