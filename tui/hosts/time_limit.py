"""Interrupting what blocks in the kernel, as a write to a terminal that no one reads."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

AT_ONCE = 1e-6
"""Seconds to what was due meanwhile: with none a timer is never due."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt what is done inside after some seconds; for the main thread only.

    A timer that ran already goes on afterwards; what was due meanwhile is due then.

    Raises:
        TimeoutError: It has taken longer.
    """
    before = signal.signal(signal.SIGALRM, _give_up)
    began = monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            left = max(left - (monotonic() - began), AT_ONCE)
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _give_up(number: int, frame: object) -> None:
    raise TimeoutError(errno.ETIMEDOUT, "the time is over")
