"""A pytest plug-in that measures coverage only in the tests that hold the floor.

Tracing branches makes a test of a service cost seven tenths more. Only `models/` has a floor, and
its own tests hold it; of a test on both databases the one on SQLite, as the lines are the same.
What only PostgreSQL has is measured in the tests that have no other database.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest
from coverage import Coverage

MEASURED = "tests/models/"
SECOND_DATABASE = "postgresql"


def holds_the_floor(item: pytest.Item) -> bool:
    """Return whether coverage is measured in a test."""
    called_with = getattr(item, "callspec", None)
    database = called_with.params.get("databases") if called_with else None
    return item.nodeid.startswith(MEASURED) and database != SECOND_DATABASE


class CoverageOfModels:
    """Pauses the measurement around the tests that do not count."""

    def __init__(self) -> None:
        """Begin while coverage runs, as pytest-cov starts it."""
        self._paused: Coverage | None = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Pause or resume before a test, if the one before it was of the other kind."""
        counts = holds_the_floor(item)
        if counts and self._paused:
            self._paused.start()
            self._paused = None
        elif not counts:
            # In a worker pytest-cov has started two, one above the other: the one above is kept.
            while running := Coverage.current():
                running.stop()
                self._paused = self._paused or running
        return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Pause where tests are run."""
    config.pluginmanager.register(CoverageOfModels(), "coverage of models")
