"""A time limit interrupts what blocks, and leaves a timer that ran before as it was."""

from __future__ import annotations

import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tui.hosts.time_limit import time_limit

RUNS, INTERVAL = 60.0, 30.0
"""Seconds of the timer that runs already."""


@contextmanager
def running() -> Iterator[None]:
    """Have a timer that runs already; that of the test runner goes on afterwards."""
    before = signal.setitimer(signal.ITIMER_REAL, RUNS, INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before)


def test_a_timer_that_ran_before_goes_on() -> None:
    with running():
        with time_limit(5.0):
            assert signal.getitimer(signal.ITIMER_REAL)[0] <= 5.0
        left, interval = signal.getitimer(signal.ITIMER_REAL)
    assert 5.0 < left <= RUNS
    assert interval == INTERVAL


def test_what_blocks_is_interrupted_and_the_timer_goes_on() -> None:
    handler = signal.getsignal(signal.SIGALRM)
    with running():
        with pytest.raises(TimeoutError), time_limit(0.01):
            select.select([], [], [])
        left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert 0.0 < left <= RUNS
    assert signal.getsignal(signal.SIGALRM) is handler


class Due(Exception):
    """What the timer that ran before was for."""


def test_what_was_due_meanwhile_is_due_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_due(number: int, frame: object) -> None:
        raise Due

    moments = iter([0.0, 2 * RUNS])
    monkeypatch.setattr("tui.hosts.time_limit.monotonic", lambda: next(moments))
    handler = signal.signal(signal.SIGALRM, is_due)
    try:
        with running(), pytest.raises(Due):
            last_beyond_it()
    finally:
        signal.signal(signal.SIGALRM, handler)


def last_beyond_it() -> None:
    """Do something under a time limit, then wait for what was due meanwhile."""
    with time_limit(5.0):
        pass
    select.select([], [], [], RUNS)
