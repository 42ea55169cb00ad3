"""A pytest plug-in that measures what each test costs, itself and the programs it starts.

At the end of a run it prints the slowest tests; with `--cost=FILE` it also writes the CPU
seconds of each directory there, for `tests.cost.budgets` to judge.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Generator
from pathlib import Path
from statistics import mean
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.cost.run_cost import Cost, RunCost
from tests.cost.yardstick import yardstick

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

SLOWEST = 20
"""Tests named at the end of a run."""
PROPERTY = "cost"
"""Under this name a report carries its cost from a worker to the controller."""
YARDSTICK = "yardstick"
EVERY = 40
"""Tests after which a worker looks at the speed of the machine again: it changes on the way."""

_cost = pytest.StashKey[Cost]()


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and of the children that have ended."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, both))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the file."""
    parser.addoption("--cost", metavar="FILE", help="write what each directory costs to FILE")


def pytest_configure(config: pytest.Config) -> None:
    """Measure in the workers, or here if there are none; add up in the controller."""
    config.pluginmanager.register(Measuring(), "measuring")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(AddingUp(config), "adding up")


class Measuring:
    """Measures each test of this process, and the machine beside them."""

    def __init__(self) -> None:
        """Start before the first test."""
        self._begun = 0
        self._yardsticks: list[float] = []

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Note where the clocks are before the test is set up."""
        if self._begun % EVERY == 0:
            self._yardsticks.append(yardstick())
        self._begun += 1
        item.stash[_cost] = Cost(cpu_seconds(), monotonic())
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put the cost on the last report of the test, that of its teardown."""
        report = yield
        if call.when == "teardown":
            before = item.stash[_cost]
            spent = (cpu_seconds() - before.cpu, monotonic() - before.wall)
            report.user_properties.append((PROPERTY, spent))
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send what was seen of the machine to the controller."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[YARDSTICK] = self._yardsticks


class AddingUp:
    """Adds up what the workers report, and prints it."""

    def __init__(self, config: pytest.Config) -> None:
        """Start with nothing."""
        self._run = RunCost()
        self._file = config.getoption("cost")
        self._yardsticks: list[float] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the cost of a test that is over."""
        for name, value in report.user_properties:
            if name == PROPERTY and isinstance(value, list | tuple):
                self._run.add(report.nodeid, Cost(*value))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take the speed that a worker has seen."""
        output = getattr(node, "workeroutput", None) or {}
        self._yardsticks += output.get(YARDSTICK, [])

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        """Print the slowest tests, and write the file."""
        if not self._run.tests:
            return
        terminalreporter.section(f"slowest {SLOWEST} tests")
        for test, cost in self._run.slowest(SLOWEST):
            terminalreporter.write_line(f"{cost.wall:6.1f} s {cost.cpu:6.1f} CPU s  {test}")
        if self._file:
            speed = mean(self._yardsticks or [yardstick()])
            self._run.write(Path(self._file), speed, os.cpu_count() or 1)
            terminalreporter.section("CPU seconds by directory")
            for directory, seconds in self._run.directories().items():
                terminalreporter.write_line(f"{seconds:6.1f}  {directory}")
