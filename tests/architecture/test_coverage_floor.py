"""The floor holds statements and branches apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.coverage_floor import main, shares


def report(statements: int, branches: int) -> dict[str, object]:
    summary = {
        "num_statements": 100,
        "covered_lines": statements,
        "num_branches": 100,
        "covered_branches": branches,
    }
    other = dict.fromkeys(summary, 0)
    files = {"models/clock.py": {"summary": summary}, "tui/cli.py": {"summary": other}}
    return {"meta": {"branch_coverage": True}, "files": files}


def test_another_package_does_not_count() -> None:
    assert shares(report(97, 96), "models") == {"statements": 97.0, "branches": 96.0}


def test_a_package_that_was_not_measured_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing of elsewhere"):
        shares(report(97, 96), "elsewhere")


def test_a_report_without_branches_is_an_error() -> None:
    with pytest.raises(ValueError, match="branches were not measured"):
        shares(report(97, 96) | {"meta": {"branch_coverage": False}}, "models")


@pytest.mark.parametrize(
    ("statements", "branches", "status"), [(95, 95, 0), (94, 100, 1), (100, 94, 1)]
)
def test_both_shares_must_reach_the_floor(
    statements: int, branches: int, status: int, tmp_path: Path
) -> None:
    file = tmp_path / "coverage.json"
    file.write_text(json.dumps(report(statements, branches)), encoding="utf-8")
    assert main(str(file), "models", "95") == status
