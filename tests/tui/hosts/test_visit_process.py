"""What a host makes of the end of a visit's process, however it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

import pytest

from tests.architecture.source_tree import ROOT


def ended(way: str) -> dict[str, Any]:
    """Return what a host knows of a process that has ended in some way."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.hosts.forking", way],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def test_a_visit_that_leaves_says_why_and_where() -> None:
    facts = ended("leaves")
    assert (facts["status"], facts["reason"], facts["step"]) == (0, "left", "account")
    assert not facts["wrong"]


def test_a_fault_is_told_by_its_reference() -> None:
    facts = ended("fails")
    assert (facts["wrong"], facts["reason"], facts["reference"]) == (True, "crash", "0123ABCD")


@pytest.mark.parametrize("way", ["stops", "falls_silent", "spins"])
def test_a_process_that_answers_no_more_is_killed(way: str) -> None:
    facts = ended(way)
    assert facts["hung"]
    assert facts["status"] == -signal.SIGKILL
    assert facts["wrong"]


@pytest.mark.parametrize(
    "way",
    [
        "stands_still_with_its_machine",
        "wants_a_core",
        "waits_for_a_thread",
        "waits_for_the_disk",
        "answers_at_the_last_moment",
    ],
)
def test_a_process_that_could_not_run_is_given_the_time_to_answer(way: str) -> None:
    facts = ended(way)
    assert (facts["hung"], facts["status"], facts["reason"]) == (False, 0, "left")


def test_a_visit_that_hangs_after_its_end_has_left_all_the_same() -> None:
    facts = ended("leaves_and_hangs")
    assert (facts["hung"], facts["reason"], facts["wrong"]) == (True, "left", False)


def test_a_process_that_a_signal_ends_is_told_from_one_that_leaves() -> None:
    facts = ended("dies")
    assert facts["status"] == -signal.SIGSEGV
    assert facts["wrong"]


def test_an_unforeseen_error_prints_nothing_and_is_a_fault() -> None:
    facts = ended("raises")
    assert facts["status"] == 1
    assert facts["reason"] is None


def test_what_is_no_report_is_let_pass() -> None:
    facts = ended("tells_nonsense")
    assert (facts["status"], facts["step"]) == (0, "home")


def test_the_keyboards_signals_end_neither_the_host_nor_the_visit() -> None:
    facts = ended("ignores_the_keyboard")
    assert (facts["status"], facts["step"]) == (0, "access")


@pytest.mark.parametrize("way", ["leaves", "stops", "dies"])
def test_no_descriptor_is_left(way: str) -> None:
    assert ended(way)["descriptors"] == 0
