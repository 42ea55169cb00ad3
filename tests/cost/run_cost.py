"""What the tests of one run cost, by test and by directory, and how that is kept."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

DEPTH = 3
"""Directories below this one count with it: `tests/models/services`, `tests/tui/kiosk`."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a test and the programs it starts, and the seconds that it lasts."""

    cpu: float
    wall: float


@dataclass
class RunCost:
    """Costs of the tests of a run, by their node identifiers."""

    tests: dict[str, Cost] = field(default_factory=dict)

    def add(self, test: str, cost: Cost) -> None:
        """Take the cost of a test."""
        self.tests[test] = cost

    def slowest(self, number: int) -> list[tuple[str, Cost]]:
        """Return so many tests, those that last longest first."""
        return sorted(self.tests.items(), key=lambda pair: -pair[1].wall)[:number]

    def directories(self) -> dict[str, float]:
        """Return the CPU seconds of each directory, in order of their names."""
        found: dict[str, float] = defaultdict(float)
        for test, cost in self.tests.items():
            found[directory_of(test)] += cost.cpu
        return dict(sorted(found.items()))

    def write(self, path: Path, yardstick: float, cores: int) -> None:
        """Keep the run as JSON.

        Args:
            path: The file; its directory is made.
            yardstick: CPU seconds of the yardstick in the same run.
            cores: Of the machine.
        """
        facts = {
            "cores": cores,
            "yardstick": round(yardstick, 4),
            "tests": len(self.tests),
            "directories": {name: round(cpu, 2) for name, cpu in self.directories().items()},
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def directory_of(test: str) -> str:
    """Return the directory with which a test counts."""
    parts = PurePosixPath(test.partition("::")[0]).parent.parts
    return "/".join(parts[:DEPTH])
