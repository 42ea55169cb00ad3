"""Tries that are counted in this process's memory wait as those of the database do."""

from __future__ import annotations

from datetime import timedelta

from models.rules.throttling import NO_WAIT
from models.services.unsaved_tries import UnsavedTries
from models.settings.election import SecuritySection

LIMITS = SecuritySection()


class Seconds:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_three_are_free_then_the_wait_doubles_to_a_quarter_of_an_hour() -> None:
    seconds = Seconds()
    tries = UnsavedTries(seconds)
    assert [tries.reserve("hall", LIMITS) for _ in range(3)] == [NO_WAIT] * 3
    for wait in (5, 10, 20, 40, 80, 160, 320, 640, 900, 900):
        assert tries.reserve("hall", LIMITS) == timedelta(seconds=wait)
        seconds.now += wait - 1
        assert tries.reserve("hall", LIMITS) == timedelta(seconds=1)
        seconds.now += 1
        assert tries.reserve("hall", LIMITS) == NO_WAIT


def test_a_right_one_begins_again_and_sources_do_not_meet() -> None:
    tries = UnsavedTries(Seconds())
    for _ in range(4):
        tries.reserve("hall", LIMITS)
    assert tries.reserve("lycée", LIMITS) == NO_WAIT
    assert tries.reserve("hall", LIMITS) > NO_WAIT
    tries.forgive("hall")
    assert tries.reserve("hall", LIMITS) == NO_WAIT
