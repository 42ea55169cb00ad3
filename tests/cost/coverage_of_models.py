"""A pytest plug-in that measures coverage only in the tests of the package that has a floor.

Tracing branches costs half as much again as a test of a screen costs, and only `models/` has a
floor; its own tests hold it alone.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest
from coverage import Coverage

MEASURED = "tests/models/"


class CoverageOfModels:
    """Pauses the measurement around the tests that do not count."""

    def __init__(self) -> None:
        """Begin while coverage runs, as pytest-cov starts it."""
        self._paused: Coverage | None = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Pause or resume before a test, if the one before it was of the other kind."""
        counts = item.nodeid.startswith(MEASURED)
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
