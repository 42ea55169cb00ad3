"""Refuses a package whose tests leave too many statements or branches aside.

Run as `python -m tests.coverage_floor REPORT PACKAGE PERCENT`, where REPORT is
what `coverage json` wrote. Statements and branches are held apart, since a good
figure of one would hide a poor one of the other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def shares(report: Mapping[str, Any], package: str) -> dict[str, float]:
    """Return the covered share of a package's statements and branches, in percent.

    Args:
        report: What `coverage json` wrote, with branches measured.
        package: The folder of the package, as the report names its files.

    Raises:
        ValueError: The report holds no branch, or no statement of that package.
    """
    if not report["meta"]["branch_coverage"]:
        raise ValueError("branches were not measured")
    summaries = [
        summary["summary"]
        for name, summary in report["files"].items()
        if Path(name).parts[0] == package
    ]

    def total(figure: str) -> int:
        return sum(summary[figure] for summary in summaries)

    if not total("num_statements"):
        raise ValueError(f"nothing of {package} was measured")
    branches = total("num_branches")
    return {
        "statements": 100 * total("covered_lines") / total("num_statements"),
        "branches": 100 * total("covered_branches") / branches if branches else 100.0,
    }


def main(report: str, package: str, floor: str) -> int:
    """Print the two shares and return the exit status: 1 if one is under the floor."""
    measured = shares(json.loads(Path(report).read_text(encoding="utf-8")), package)
    for what, share in measured.items():
        print(f"{package}: {share:.1f} % of {what} covered, {floor} % wanted")
    return int(min(measured.values()) < float(floor))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
