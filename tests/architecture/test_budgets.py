"""The tests stay as quick as they are: each directory has a budget, and keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.cost.budgets import overruns, read_budgets, read_run
from tests.cost.run_cost import Cost, RunCost, directory_of

LAST_RUN = ROOT / "build" / "cost.json"


@pytest.mark.lint
def test_the_last_complete_run_has_kept_its_budgets() -> None:
    """Before the first complete run there is nothing to judge."""
    run = read_run(LAST_RUN)
    found = overruns(run, read_budgets()) if run else []
    assert found == [], "\n".join(map(str, found))


def run_of(seconds: float, *, yardstick: float = 0.1) -> dict[str, object]:
    return {"yardstick": yardstick, "directories": {"tests/models/rules": seconds}}


BUDGETS = {"yardstick": 0.1, "directories": {"tests/models/rules": 4.0}}


def test_a_directory_may_cost_its_budget_and_the_noise_and_no_more() -> None:
    assert overruns(run_of(6.0), BUDGETS) == []
    (over,) = overruns(run_of(6.1), BUDGETS)
    assert "costs 6 CPU s, its budget is 4" in str(over)


def test_a_slow_machine_is_given_the_time_that_it_needs() -> None:
    assert overruns(run_of(12.0, yardstick=0.2), BUDGETS) == []
    assert overruns(run_of(12.1, yardstick=0.2), BUDGETS) != []


def test_a_fast_machine_is_given_no_less() -> None:
    assert overruns(run_of(6.0, yardstick=0.05), BUDGETS) == []
    assert overruns(run_of(6.1, yardstick=0.05), BUDGETS) != []


def test_a_directory_without_a_budget_is_named() -> None:
    (over,) = overruns(run_of(1.0), {"yardstick": 0.1, "directories": {}})
    assert "has no budget" in str(over)


@pytest.mark.parametrize(
    ("test", "directory"),
    [
        ("tests/tui/test_home.py::test_a", "tests/tui"),
        ("tests/tui/voter/test_access.py::test_a[x/y]", "tests/tui/voter"),
        ("tests/tui/kiosk/check/test_machine.py::test_a", "tests/tui/kiosk"),
    ],
)
def test_a_test_counts_with_its_directory(test: str, directory: str) -> None:
    assert directory_of(test) == directory


def test_a_run_is_kept_with_the_speed_of_its_machine(tmp_path: Path) -> None:
    run = RunCost()
    run.add("tests/tui/test_home.py::test_a", Cost(1.5, 9.0))
    run.add("tests/tui/test_home.py::test_b", Cost(0.5, 10.0))
    run.write(tmp_path / "build" / "cost.json", 0.1, 2)
    assert read_run(tmp_path / "build" / "cost.json") == {
        "cores": 2,
        "yardstick": 0.1,
        "tests": 2,
        "directories": {"tests/tui": 2.0},
    }
    assert [test for test, _ in run.slowest(1)] == ["tests/tui/test_home.py::test_b"]
    assert read_run(tmp_path / "absent.json") is None
