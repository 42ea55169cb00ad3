"""Whatever process is killed, by whatever signal: standby again, or a terminal given back."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.kiosk.borne import STANDBY, Borne
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.terminal import PATIENCE

STOPPING = [signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT]
DEADLY = [
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGILL,
    signal.SIGKILL,
    signal.SIGSEGV,
    signal.SIGSYS,
    signal.SIGTRAP,
]
LEAVING = {signal.SIGTERM: 0, signal.SIGHUP: 129}
GROUPS = ["stopping", "deadly", "leaving"]
IGNORED_BY_A_VISIT = {signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT}
IGNORED = sorted(signal.valid_signals() - {*STOPPING, *DEADLY, *LEAVING, signal.SIGCHLD})


def is_another_guardian(borne: Borne, before: list[int]) -> bool:
    """Return whether a kiosk has one guardian, which it did not have before."""
    return len(borne.guardians) == 1 and borne.guardians != before


def first_of(numbers: Sequence[signal.Signals], first: signal.Signals) -> list[object]:
    """Return signals as parameters, all but the first one for `make soak`."""
    others = [number for number in numbers if number != first]
    return [first, *(pytest.param(number, marks=pytest.mark.soak) for number in others)]


@pytest.fixture
def borne(make_config: MakeConfig, start_kiosk: StartKiosk) -> Borne:
    """A kiosk on standby."""
    return start_kiosk(make_config())


@pytest.mark.parametrize("numbers", [STOPPING, DEADLY, [*LEAVING]], ids=GROUPS)
def test_a_visit_that_a_signal_strikes_is_followed_by_standby(
    lasting: Borne,
    lasting_home: Path,
    numbers: Sequence[signal.Signals],
    subtests: pytest.Subtests,
) -> None:
    for number in numbers:
        with subtests.test(number.name):
            visitor = lasting.opens()
            visitor.opens_the_webmail()
            before = lasting.visits
            lasting.kill(number, before[0])
            if number in IGNORED_BY_A_VISIT:
                visitor.terminal.type("fdupont")
                visitor.reads("fdupont")
                lasting.quits()
            else:
                lasting.is_another_than(before)
            assert reason_of_the_last(lasting_home) == reason_of(number)
            assert "fdupont" not in lasting.terminal.text
            lasting.opens()
            lasting.quits()


def test_signals_that_mean_nothing_disturb_neither_the_host_nor_the_visit(lasting: Borne) -> None:
    visitor = lasting.opens()
    visitor.opens_the_webmail()
    (visit,) = lasting.visits
    for number in IGNORED:
        lasting.kill(number, visit)
        lasting.kill(number, lasting.host)
    visitor.terminal.type("fdupont")
    visitor.reads("fdupont")
    assert lasting.visits == [visit]
    lasting.quits()


def reason_of_the_last(home: Path) -> str:
    """Return why the last visit ended, as its kiosk's log says."""
    *_, last = (home / "journaux" / "visits.jsonl").read_text("utf-8").splitlines()
    return str(json.loads(last)["reason"])


def reason_of(number: signal.Signals) -> str:
    """Return why a visit ends that was struck by a signal."""
    if number in IGNORED_BY_A_VISIT:
        return "left"
    if number is signal.SIGSTOP:
        return "hung"
    return "killed" if number in DEADLY else "stopped"


def test_a_host_that_is_stopped_goes_on(
    lasting: Borne, lasting_home: Path, subtests: pytest.Subtests
) -> None:
    for number in STOPPING:
        with subtests.test(number.name):
            lasting.opens()
            lasting.kill(number, lasting.host)
            lasting.quits()
            assert reason_of_the_last(lasting_home) == "left"


@pytest.mark.parametrize("number", first_of(DEADLY, signal.SIGKILL), ids=lambda each: each.name)
def test_a_host_that_is_killed_leaves_a_terminal_as_it_was_found(
    borne: Borne, number: signal.Signals
) -> None:
    visitor = borne.opens()
    visitor.opens_the_webmail()
    (visit,) = borne.visits
    session = borne.host
    borne.kill(number, borne.host)
    assert borne.terminal.wait_end() == -number
    borne.is_gone()
    assert session != visit
    assert borne.terminal.faults_left() == []
    assert borne.terminal.words == ""


@pytest.mark.parametrize(
    ("number", "visited"),
    [
        pytest.param(signal.SIGTERM, False, id="SIGTERM on standby"),
        pytest.param(signal.SIGHUP, True, id="SIGHUP in a visit"),
        pytest.param(signal.SIGTERM, True, id="SIGTERM in a visit", marks=pytest.mark.soak),
        pytest.param(signal.SIGHUP, False, id="SIGHUP on standby", marks=pytest.mark.soak),
    ],
)
def test_a_host_that_is_told_to_leave_leaves_cleanly(
    borne: Borne, number: signal.Signals, visited: bool
) -> None:
    if visited:
        borne.opens().opens_the_webmail()
    borne.kill(number, borne.host)
    assert borne.terminal.wait_end(PATIENCE) == LEAVING[number]
    assert borne.processes == []
    assert borne.terminal.faults_left() == []
    assert borne.terminal.words == ""


@pytest.mark.parametrize(
    "visited",
    [
        pytest.param(True, id="a visit"),
        pytest.param(False, id="standby", marks=pytest.mark.soak),
    ],
)
def test_a_terminal_that_is_closed_ends_the_kiosk_for_whoever_restarts_it(
    borne: Borne, visited: bool
) -> None:
    if visited:
        borne.opens().opens_the_webmail()
    borne.terminal.close()
    assert borne.terminal.process.wait(PATIENCE) == 129
    assert borne.processes == []


def test_a_terminal_that_is_reopened_has_its_kiosk_again(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    config = make_config()
    first = start_kiosk(config)
    first.terminal.close()
    first.terminal.process.wait(PATIENCE)
    again = start_kiosk(config)
    assert STANDBY in again.terminal.words
    again.opens()
    again.quits()


def test_a_guardian_that_is_struck_is_followed_by_another(
    lasting: Borne, subtests: pytest.Subtests
) -> None:
    for number in (signal.SIGKILL, signal.SIGSTOP):
        with subtests.test(number.name):
            lasting.opens()
            before = lasting.guardians
            lasting.kill(number, before[0])
            lasting.terminal.wait_until(
                partial(is_another_guardian, lasting, before), "another one"
            )
            lasting.quits()


def test_a_host_that_is_killed_while_it_pauses_leaves_a_terminal_as_it_was_found(
    borne: Borne,
) -> None:
    def pauses() -> bool:
        for visit in borne.visits:
            with suppress(ProcessLookupError):  # it has ended since it was listed
                borne.kill(signal.SIGKILL, visit)
        return "Cet ordinateur redémarre" in borne.terminal.words

    borne.terminal.wait_until(pauses, "the pause after crashes in a row")
    borne.kill(signal.SIGKILL, borne.host)
    borne.terminal.wait_end()
    borne.is_gone()
    assert borne.terminal.faults_left() == []
    assert borne.terminal.words == ""


def test_crashes_in_a_row_slow_the_restart_down_and_never_stop_it(lasting: Borne) -> None:
    for _ in range(6):
        lasting.waits()
        before = lasting.visits
        lasting.kill(signal.SIGKILL, before[0])
        lasting.is_another_than(before)
    lasting.opens()
    lasting.quits()
