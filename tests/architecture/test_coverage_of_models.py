"""Coverage is measured in the tests that hold the floor, and is whole in a worker, too."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT

MODULE = """
def by_a_screen():
    return 1


def by_a_service():
    return 2


def by_a_service_after_a_screen():
    return 3


def by_the_second_database():
    return 4


def by_a_server_alone():
    return 5
"""
SCREEN = "import acts as a\ndef test_screen(): a.by_a_screen()\n"
SERVICE = "import acts as a\ndef test_service(): a.by_a_service()\n"
LATER = """
import pytest
import acts as a

@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request): return request.param

def test_service(databases):
    if databases == "sqlite":
        a.by_a_service_after_a_screen()
    else:
        a.by_the_second_database()

@pytest.mark.parametrize("server", ["postgresql"])
def test_server(server): a.by_a_server_alone()
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("workers", ["0", "1"])
def test_only_the_tests_of_models_on_their_first_database_count(
    tmp_path: Path, workers: str
) -> None:
    write(tmp_path / "acts.py", MODULE)
    write(tmp_path / "tests" / "models" / "test_first.py", SERVICE)
    write(tmp_path / "tests" / "test_between.py", SCREEN)
    write(tmp_path / "tests" / "models" / "test_last.py", LATER)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--rootdir", tmp_path, "--import-mode=importlib"),
            *("-p", "tests.cost.coverage_of_models", "-n", workers, "-q"),
            *("--cov=acts", "--cov-branch", "--cov-report=json"),
            *("tests/models/test_first.py", "tests/test_between.py", "tests/models/test_last.py"),
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    report = json.loads((tmp_path / "coverage.json").read_text())
    (acts,) = report["files"].values()
    assert {
        name: bool(summary["summary"]["percent_covered"])
        for name, summary in acts["functions"].items()
        if name
    } == {
        "by_a_screen": False,
        "by_a_service": True,
        "by_a_service_after_a_screen": True,
        "by_the_second_database": False,
        "by_a_server_alone": True,
    }
