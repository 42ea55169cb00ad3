"""The terminal that a kiosk is checked on."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import fit_machine, to_do
from tui.kiosk.check.machine import Terminal, this_machine
from tui.kiosk.check.terminal import check_terminal

SEEN = """
from tui.kiosk.check.machine import this_machine
found = this_machine().terminal
print(found and (found.columns, found.lines, found.leaves))
"""


def seen_by_a_process(*, errors_too: bool) -> str:
    """Return what a process finds whose input is a terminal of 90 columns and 30 lines."""
    ours, theirs = pty.openpty()
    try:
        os.set_inheritable(theirs, True)
        subprocess.run(["stty", "cols", "90", "rows", "30"], stdin=theirs, check=True)
        done = subprocess.run(
            [sys.executable, "-c", SEEN],
            cwd=ROOT,
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs if errors_too else subprocess.DEVNULL,
            text=True,
            check=True,
        )
        return done.stdout.strip()
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_console_of_80_columns_in_utf_8_is_good(tmp_path: Path) -> None:
    findings = check_terminal(fit_machine(tmp_path))
    assert not to_do(findings)
    assert "80 colonnes et 24 lignes" in findings[0].text


@pytest.mark.parametrize("size", [(59, 24), (80, 19)])
def test_a_terminal_on_which_screens_are_cut_is_to_be_made_larger(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    said = to_do(check_terminal(fit_machine(tmp_path, terminal=Terminal(*size))))
    assert "FONTSIZE" in said["terminal"]


def test_a_small_terminal_is_enough_and_the_better_size_is_told(tmp_path: Path) -> None:
    findings = check_terminal(fit_machine(tmp_path, terminal=Terminal(60, 20)))
    assert not to_do(findings)
    assert "80 et 24 sont plus confortables" in findings[0].text


def test_without_a_terminal_the_check_is_to_be_run_on_the_kiosk(tmp_path: Path) -> None:
    said = to_do(check_terminal(fit_machine(tmp_path, terminal=None)))
    assert "au clavier" in said["terminal"]


@pytest.mark.parametrize("name", ["linux", "foot", "foot-extra", "xterm-256color"])
def test_a_known_terminal_is_good(tmp_path: Path, name: str) -> None:
    environment = {"TERM": name, "LANG": "fr_FR.UTF-8"}
    assert not to_do(check_terminal(fit_machine(tmp_path, environment=environment)))


@pytest.mark.parametrize("environment", [{}, {"TERM": "dumb"}])
def test_an_unknown_terminal_or_language_is_a_line_of_the_unit(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    said = to_do(check_terminal(fit_machine(tmp_path, environment=environment)))
    assert "Environment=TERM=linux" in said["term"]
    assert "Environment=LANG=C.UTF-8" in said["locale"]


def test_the_language_that_decides_is_the_one_that_is_looked_at(tmp_path: Path) -> None:
    environment = {"TERM": "linux", "LC_ALL": "POSIX", "LANG": "fr_FR.UTF-8"}
    said = to_do(check_terminal(fit_machine(tmp_path, environment=environment)))
    assert "« POSIX »" in said["locale"]


def test_a_terminal_without_colours_is_told(tmp_path: Path) -> None:
    environment = {"TERM": "linux", "LANG": "C.UTF-8", "NO_COLOR": "1"}
    findings = check_terminal(fit_machine(tmp_path, environment=environment))
    assert any("sans couleurs" in one.text for one in findings)


def test_a_process_finds_the_terminal_that_it_reads_and_writes() -> None:
    assert seen_by_a_process(errors_too=True) == "(90, 30, None)"


def test_a_process_whose_errors_go_elsewhere_has_no_terminal() -> None:
    assert seen_by_a_process(errors_too=False) == "None"


def test_the_program_of_this_machine_is_there() -> None:
    assert all(place.exists() for place in this_machine().program)
