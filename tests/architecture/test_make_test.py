"""`make test` begins by what the machine lacks: nothing is started that cannot pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import private_memory
from tests.architecture.fake_debian import FakeDebian, program
from tests.architecture.source_tree import ROOT

BLIND = """#!/bin/sh
case "$*" in *tests.private_memory*) echo "on ne voit rien" >&2; exit 1 ;; esac
exec {python} "$@"
"""
WITHOUT_VENV = """#!/bin/sh
case "$2" in *ensurepip*) exit 1 ;; esac
exec {python} "$@"
"""


def make_test(folder: Path, python: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Call `make test` for an environment that is not there yet, by an interpreter of this text."""
    interpreter = program(folder, "python", python.format(python=sys.executable))
    values = {"PYTHON": str(interpreter), "VENV": str(folder / "environment"), "ARGS": ""}
    values |= settings
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MA")}
    return subprocess.run(
        ["make", "--no-print-directory", "test", *(f"{key}={values[key]}" for key in values)],
        cwd=ROOT,
        env=inherited | {"PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_person_without_the_right_is_told_one_command_before_anything_is_made(
    tmp_path: Path,
) -> None:
    debian = FakeDebian(tmp_path, account=1000, sudo=False)
    done = make_test(tmp_path, WITHOUT_VENV)
    assert done.returncode != 0
    (command,) = [line for line in done.stderr.splitlines() if line.startswith("    ")]
    services = re.findall(r"^SERVICES := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert f"-venv {services[0]}'" in command
    assert debian.asked == []
    assert not (tmp_path / "environment").exists()
    assert "Installation" not in done.stdout


def test_a_machine_where_no_memory_can_be_read_is_told_before_anything_is_installed(
    tmp_path: Path,
) -> None:
    debian = FakeDebian(tmp_path)
    done = make_test(tmp_path, BLIND)
    assert done.returncode != 0
    assert "on ne voit rien" in done.stderr
    assert debian.asked == []


def test_tests_that_are_named_are_not_held_back_by_it(tmp_path: Path) -> None:
    FakeDebian(tmp_path, account=1000, sudo=False)
    done = make_test(tmp_path, BLIND, ARGS="tests/models -k code")
    assert "on ne voit rien" not in done.stderr
    assert "Il manque des paquets Debian" in done.stderr


def test_who_runs_the_tests_can_look_into_a_process_that_lets_nobody() -> None:
    assert private_memory.can_look()


@pytest.mark.parametrize(
    ("closed", "commands"),
    [
        ({"kernel/unprivileged_userns_clone": "0"}, ["echo 1 > "]),
        ({"kernel/unprivileged_userns_clone": "1", "user/max_user_namespaces": "0"}, ["15000"]),
        (
            {"kernel/apparmor_restrict_unprivileged_userns": "1", "user/max_user_namespaces": "0"},
            ["echo 0 > ", " && echo 15000 > "],
        ),
        ({"user/max_user_namespaces": "96365"}, [f"make -C {ROOT} test"]),
    ],
)
def test_a_person_is_told_the_one_command_that_opens_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: dict[str, str], commands: list[str]
) -> None:
    for name, value in closed.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{value}\n")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    said = private_memory.what_to_do(tmp_path)
    (line,) = [line for line in said.splitlines() if line.startswith("    ")]
    for command in commands:
        assert command in line


def test_root_is_told_which_power_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert "CAP_SYS_PTRACE" in private_memory.what_to_do()
