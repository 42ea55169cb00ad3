"""How many CPU seconds the tests of each directory may cost, and which cost more.

The budgets stand in `budgets.toml`, in seconds of the machine on which they were measured, and its
yardstick beside them: a slower one is given more. `make check` judges the last complete run of
`make test`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUDGETS = Path(__file__).with_name("budgets.toml")

NOISE = 2.0
"""CPU seconds that a directory may cost beyond its budget.

The servers of a worker are charged to the directory whose test asks for them first, and two runs
differ by more than a budget of three seconds has to spare.
"""


@dataclass(frozen=True)
class Overrun:
    """A directory that costs more than it may.

    Attributes:
        directory: Its path.
        cost: CPU seconds, converted to the machine of the budgets.
        budget: CPU seconds that it may cost there; None if it has no budget.
    """

    directory: str
    cost: float
    budget: float | None

    def __str__(self) -> str:
        """Return what is wrong and what to do."""
        if self.budget is None:
            return f"{self.directory} has no budget: add one for {self.cost:.0f} s to {BUDGETS}"
        return (
            f"{self.directory} costs {self.cost:.0f} CPU s, its budget is {self.budget:.0f}: "
            "see « What is expensive » in tests/README.md"
        )


def overruns(run: Mapping[str, Any], budgets: Mapping[str, Any]) -> list[Overrun]:
    """Return the directories of a run that cost more than their budgets and the noise.

    Args:
        run: What `RunCost.write` has kept.
        budgets: What `budgets.toml` holds: `yardstick`, `[directories]`.
    """
    # On a faster machine everything costs less already, though not all of it by the same part.
    speed = min(1.0, budgets["yardstick"] / run["yardstick"])
    allowed = budgets["directories"]
    found = [
        Overrun(name, cpu * speed, allowed.get(name)) for name, cpu in run["directories"].items()
    ]
    return [one for one in found if one.budget is None or one.cost > one.budget + NOISE]


def read_budgets() -> dict[str, Any]:
    """Return the budgets."""
    return tomllib.loads(BUDGETS.read_text(encoding="utf-8"))


def read_run(path: Path) -> dict[str, Any] | None:
    """Return the last complete run, or None before the first one."""
    if not path.exists():
        return None
    run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return run
