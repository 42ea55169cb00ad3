"""Logins on the consoles of a machine: begun with it, or there now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.kiosk.check.machines import UNIT, Answers, fit_machine, to_do, write
from tui.kiosk.check.logins import check_logins
from tui.kiosk.check.machine import Machine

CONSOLE_1, CONSOLE_3, SERIAL, TERMINAL = 1025, 1027, 1088, 34816
"""Terminals as proc_pid_stat(5) numbers them."""


def process(root: Path, number: int, name: str, terminal: int) -> None:
    """Have a process run on a terminal."""
    text = f"{number} ({name}) S 1 {number} {number} {terminal} -1 4194560 99\n"
    write(root / f"proc/{number}/stat", text)


def machine_of_a_kiosk(root: Path, state: str = "active") -> Machine:
    """Return a fit machine on which the kiosk runs on the first console."""
    machine = fit_machine(root, ask=Answers({Path(UNIT).name: f"ActiveState={state}\n"}))
    if state == "active":
        process(root, 700, "python", CONSOLE_1)
    return machine


def test_a_kiosk_alone_on_its_console_is_good(tmp_path: Path) -> None:
    machine = machine_of_a_kiosk(tmp_path)
    process(tmp_path, 801, "agetty", SERIAL)
    process(tmp_path, 802, "bash", TERMINAL)
    process(tmp_path, 803, "sshd", 0)
    write(tmp_path / "proc/804/stat", "")
    assert check_logins(machine) == []


def test_a_login_on_another_console_is_to_be_taken_away(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    wanted = tmp_path / "etc/systemd/system/getty.target.wants"
    wanted.mkdir(parents=True)
    for number in (1, 3):
        (wanted / f"getty@tty{number}.service").symlink_to("/usr/lib/systemd/system/getty@.service")
    (found,) = check_logins(machine)
    assert "sudo systemctl disable --now getty@tty3.service" in found.text


@pytest.mark.parametrize("name", ["agetty", "login", "bash", "a (b) c"])
def test_what_runs_on_another_console_is_told_though_nothing_begins_it(
    tmp_path: Path, name: str
) -> None:
    machine = machine_of_a_kiosk(tmp_path)
    process(tmp_path, 801, name, CONSOLE_3)
    (found,) = check_logins(machine)
    assert "sudo systemctl disable --now getty@tty3.service" in found.text


@pytest.mark.parametrize("state", ["active", "activating"])
@pytest.mark.parametrize("name", ["agetty", "login"])
def test_a_login_beside_the_kiosk_is_told(tmp_path: Path, name: str, state: str) -> None:
    machine = machine_of_a_kiosk(tmp_path, state)
    process(tmp_path, 801, name, CONSOLE_1)
    said = to_do(check_logins(machine))["logins"]
    assert "sudo systemctl stop getty@tty1.service" in said
    assert name in said


def test_a_login_in_the_place_of_a_kiosk_that_was_left_is_good(tmp_path: Path) -> None:
    machine = machine_of_a_kiosk(tmp_path, "inactive")
    process(tmp_path, 801, "agetty", CONSOLE_1)
    assert check_logins(machine) == []
