"""The terminal that a kiosk is checked on."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import UNIT, fit_machine, to_do, write
from tui.kiosk.check.machine import Machine, Terminal, this_machine
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


def test_what_the_check_cannot_see_from_elsewhere_is_not_held_against_the_kiosk(
    tmp_path: Path,
) -> None:
    machine = fit_machine(tmp_path, terminal=None, environment={"TERM": "dumb"})
    findings = check_terminal(machine)
    assert not to_do(findings)
    assert [one.text.startswith("Pas regardé") for one in findings] == [True, False, False]
    (tmp_path / UNIT).unlink()
    findings = check_terminal(machine)
    assert all(one.good and one.text.startswith("Pas regardé") for one in findings)


def test_the_size_of_another_terminal_than_the_kiosks_is_not_looked_at(tmp_path: Path) -> None:
    environment = {"TERM": "xterm-256color", "LANG": "C"}
    machine = fit_machine(tmp_path, environment=environment, terminal=Terminal(40, 10))
    findings = check_terminal(machine)
    assert not to_do(findings)
    assert [one.text for one in findings[1:]] == ["TERM=linux.", "C.UTF-8."]


@pytest.mark.parametrize("name", ["linux", "foot", "foot-extra", "xterm-256color"])
def test_a_known_terminal_is_good(tmp_path: Path, name: str) -> None:
    machine = fit_machine(tmp_path, environment={"TERM": name, "LANG": "fr_FR.UTF-8"})
    (tmp_path / UNIT).unlink()
    assert not to_do(check_terminal(machine))


def unit(root: Path, *lines: str) -> Machine:
    """Return a fit machine whose unit has these lines."""
    machine = fit_machine(root)
    write(root / UNIT, "\n".join(["[Service]", *lines, ""]))
    return machine


def test_an_unknown_terminal_or_language_of_the_unit_is_a_line_of_it(tmp_path: Path) -> None:
    said = to_do(check_terminal(unit(tmp_path, "Environment=TERM=dumb")))
    assert "écrivez « Environment=TERM=linux »" in said["term"]
    assert "écrivez « Environment=LANG=C.UTF-8 »" in said["locale"]


def test_without_the_unit_what_it_gives_is_named(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, environment={"TERM": "dumb"})
    (tmp_path / UNIT).unlink()
    said = to_do(check_terminal(machine))
    assert "installez l'unité de la borne" in said["term"]
    assert "« LANG=C.UTF-8 »" in said["locale"]


def test_a_change_to_the_unit_counts(tmp_path: Path) -> None:
    machine = unit(tmp_path, "Environment=TERM=dumb LANG=C")
    changed = '[Service]\nEnvironment="TERM=linux"\nEnvironment=LANG=fr_FR.UTF-8\n'
    write(tmp_path / f"{UNIT}.d" / "override.conf", changed)
    assert not to_do(check_terminal(machine))
    write(tmp_path / f"{UNIT}.d" / "z.conf", "[Service]\nEnvironment=\nEnvironment=\\\nTERM=foot\n")
    assert check_terminal(machine)[1].text == "TERM=foot."
    assert "« C »" in to_do(check_terminal(machine))["locale"]


def test_the_language_of_the_machine_is_that_of_its_units(tmp_path: Path) -> None:
    machine = unit(tmp_path)
    write(tmp_path / "etc/locale.conf", "LANG=fr_FR.UTF-8\n")
    assert [one.text for one in check_terminal(machine)[1:]] == ["TERM=linux.", "fr_FR.UTF-8."]


def test_foot_names_the_terminal_of_the_other_unit(tmp_path: Path) -> None:
    machine = unit(tmp_path)
    (tmp_path / UNIT).rename(tmp_path / UNIT.replace("borne", "borne-cage"))
    assert check_terminal(machine)[1].text == "TERM=foot."


def test_the_language_that_decides_is_the_one_that_is_looked_at(tmp_path: Path) -> None:
    machine = unit(tmp_path, "Environment=LC_ALL=POSIX LANG=fr_FR.UTF-8")
    assert "« POSIX »" in to_do(check_terminal(machine))["locale"]


def test_a_terminal_without_colours_is_told(tmp_path: Path) -> None:
    machine = unit(tmp_path, "Environment=LANG=C.UTF-8 NO_COLOR=1")
    assert any("sans couleurs" in one.text for one in check_terminal(machine))


def test_a_process_finds_the_terminal_that_it_reads_and_writes() -> None:
    assert seen_by_a_process(errors_too=True) == "(90, 30, None)"


def test_a_process_whose_errors_go_elsewhere_has_no_terminal() -> None:
    assert seen_by_a_process(errors_too=False) == "None"


def test_the_program_of_this_machine_is_there() -> None:
    assert all(place.exists() for place in this_machine().program)
