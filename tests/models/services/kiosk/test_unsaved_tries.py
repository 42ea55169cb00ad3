"""Tries that no database counts wait as those of the database do, whichever process makes them."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

from models.rules.throttling import NO_WAIT
from models.services.kiosk.staff_code import UnsavedTries
from models.settings.sections import SecuritySection
from tests.architecture.source_tree import ROOT

LIMITS = SecuritySection()

IN_FORKED_PROCESSES = """
import os
from datetime import timedelta
from models.services.kiosk.staff_code import HOST_TRIES
from models.settings.sections import SecuritySection
wait = timedelta(minutes=5)  # longer than four processes take
limits = SecuritySection(first_wait=wait, source_longest_wait=wait)
for _ in range(4):
    if os.fork() == 0:
        os._exit(int(HOST_TRIES.reserve(limits).total_seconds() > 0))
    print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


class Seconds:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_three_are_free_then_the_wait_doubles_to_a_minute() -> None:
    seconds = Seconds()
    tries = UnsavedTries(seconds)
    assert [tries.reserve(LIMITS) for _ in range(3)] == [NO_WAIT] * 3
    for wait in (5, 10, 20, 40, 60, 60):
        assert tries.reserve(LIMITS) == timedelta(seconds=wait)
        seconds.now += wait - 1
        assert tries.reserve(LIMITS) == timedelta(seconds=1)
        seconds.now += 1
        assert tries.reserve(LIMITS) == NO_WAIT


def test_a_right_one_begins_again() -> None:
    tries = UnsavedTries(Seconds())
    for _ in range(4):
        tries.reserve(LIMITS)
    assert tries.reserve(LIMITS) > NO_WAIT
    tries.reset()
    assert tries.reserve(LIMITS) == NO_WAIT


def test_each_visits_process_goes_on_with_the_count_of_the_one_before() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_FORKED_PROCESSES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "0", "0", "1"]
