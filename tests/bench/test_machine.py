"""The load of other programs is kept apart from what is measured."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from subprocess import PIPE

import pytest

from tests.bench.machine import (
    TICKS,
    LoadWatch,
    busy_seconds,
    others_share,
    own_seconds,
    parent_of,
    tree_seconds,
)

SPIN = "from time import process_time\nwhile process_time() < 0.3: pass\n"
SPUN = 0.25
"""CPU seconds of it that the kernel has counted at least."""


@pytest.fixture
def spinning() -> Iterator[subprocess.Popen[str]]:
    """A child of which a child has spun and ended, and which lives until the end of the test."""
    program = (
        "import subprocess, sys\n"
        f"subprocess.run([sys.executable, '-c', {SPIN!r}], check=True)\n"
        "print('spun', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=PIPE, stdout=PIPE, text=True
    ) as process:
        yield process
        process.communicate()


def test_all_but_idle_and_waiting_is_busy() -> None:
    stat = f"cpu  {TICKS} {TICKS} {TICKS} 999 999 {TICKS} {TICKS} {TICKS} 5 5\ncpu0 1 1 1 1\n"
    assert busy_seconds(stat) == 6.0


def test_others_took_what_is_not_our_own() -> None:
    assert others_share(everybody=30.0, own=24.0, available=60.0) == 0.1
    assert others_share(everybody=24.0, own=24.1, available=60.0) == 0.0
    assert others_share(everybody=99.0, own=0.0, available=60.0) == 1.0


def test_a_child_that_has_ended_is_our_own() -> None:
    before = own_seconds()
    subprocess.run([sys.executable, "-c", SPIN], check=True)
    assert own_seconds() - before > SPUN


def test_a_process_that_is_no_child_of_ours_counts_among_the_others() -> None:
    watch = LoadWatch()
    # Its starter has ended long before it: it is a child of init, and the pipe shows its end.
    subprocess.run(["setsid", "--fork", sys.executable, "-c", SPIN], check=True, stdout=PIPE)
    load = watch.load()
    assert load.others * load.cores * load.seconds > SPUN


def test_what_a_server_took_is_not_the_others() -> None:
    watch = LoadWatch()
    subprocess.run(["setsid", "--fork", sys.executable, "-c", SPIN], check=True, stdout=PIPE)
    assert watch.load(elsewhere=0.2).others < watch.load().others


def test_a_tree_counts_who_has_ended_in_it(spinning: subprocess.Popen[str]) -> None:
    assert spinning.stdout is not None
    assert spinning.stdout.readline() == "spun\n"
    assert tree_seconds(spinning.pid) > SPUN
    assert parent_of(spinning.pid) == os.getpid()
