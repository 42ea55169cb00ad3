"""The account of a kiosk, and what it can reach of the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.kiosk.check.machines import ACCOUNT, FILES, fit_machine, to_do, write
from tui.kiosk.check.account import check_account, check_program
from tui.kiosk.check.machine import Machine
from tui.kiosk.check.rights import may_read, may_write, replaceable


def test_an_account_of_its_own_without_a_login_is_good(tmp_path: Path) -> None:
    assert not to_do(check_account(fit_machine(tmp_path)))


def test_a_kiosk_is_never_root(tmp_path: Path) -> None:
    assert "créez son compte" in to_do(check_account(fit_machine(tmp_path, uid=0)))["account"]


def test_an_account_of_another_machine_is_to_be_made_here(tmp_path: Path) -> None:
    said = to_do(check_account(fit_machine(tmp_path, uid=ACCOUNT + 1)))
    assert "useradd --system" in said["account"]


def test_an_account_that_can_log_in_is_to_be_shut(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/passwd", FILES["etc/passwd"].replace("/usr/sbin/nologin", "/bin/bash"))
    said = to_do(check_account(machine))["account"]
    assert "sudo usermod -s /usr/sbin/nologin borne" in said


def test_an_account_that_may_read_every_key_that_is_pressed_is_told(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/group", FILES["etc/group"] + "input:x:996:borne\n")
    assert "sudo gpasswd -d borne input" in to_do(check_account(machine))["account"]


def test_a_group_that_governs_the_machine_is_to_be_left(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/group", FILES["etc/group"].replace("professeur", "professeur,borne"))
    assert "sudo gpasswd -d borne sudo" in to_do(check_account(machine))["account"]


def test_a_group_of_the_process_alone_counts_too(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, groups=frozenset({ACCOUNT, 27}))
    assert "sudo" in to_do(check_account(machine))["account"]


def stranger(root: Path) -> Machine:
    """Return a machine whose account has no rights on the files of this test."""
    return Machine(root, {}, ACCOUNT, frozenset({ACCOUNT}), None)


@pytest.mark.parametrize(
    ("mode", "readable", "writable"),
    [(0o600, False, False), (0o644, True, False), (0o646, True, True), (0o660, False, False)],
)
def test_rights_are_those_of_the_mode(
    tmp_path: Path, mode: int, readable: bool, writable: bool
) -> None:
    path = write(tmp_path / "file", "")
    path.chmod(mode)
    machine = stranger(tmp_path)
    assert may_read(machine, path) is readable
    assert may_write(machine, path) is writable


def test_the_owner_and_the_group_have_their_own_rights(tmp_path: Path) -> None:
    path = write(tmp_path / "file", "")
    path.chmod(0o460)
    found = path.stat()
    owner = Machine(tmp_path, {}, found.st_uid or ACCOUNT, frozenset({ACCOUNT}), None)
    assert may_write(owner, path) is False
    group = Machine(tmp_path, {}, ACCOUNT, frozenset({found.st_gid}), None)
    assert may_write(group, path) is True


def test_a_file_in_a_folder_that_is_open_to_all_can_be_replaced(tmp_path: Path) -> None:
    path = write(tmp_path / "open" / "file", "")
    path.chmod(0o644)
    assert list(replaceable(stranger(tmp_path), path)) == []
    path.parent.chmod(0o777)
    assert list(replaceable(stranger(tmp_path), path)) == [path.parent]
    path.parent.chmod(0o1777)
    assert list(replaceable(stranger(tmp_path), path)) == []


def test_a_program_within_reach_of_the_account_is_to_be_given_to_root(tmp_path: Path) -> None:
    package = tmp_path / "program" / "tui"
    package.mkdir(parents=True)
    machine = fit_machine(tmp_path, program=(package,))
    assert not to_do(check_program(machine))
    package.parent.chmod(0o777)
    said = to_do(check_program(machine))["program"]
    assert f"sudo chown root: {package.parent}" in said


def test_a_program_that_listens_to_the_environment_is_to_be_started_otherwise(
    tmp_path: Path,
) -> None:
    machine = fit_machine(tmp_path, isolated=False)
    assert "espace-electeur kiosk" in to_do(check_program(machine))["program"]


def test_a_file_that_is_not_there_is_neither_read_nor_written(tmp_path: Path) -> None:
    machine = stranger(tmp_path)
    assert not may_read(machine, tmp_path / "nothing")
    assert not may_write(machine, tmp_path / "nothing")
    assert os.listdir(tmp_path) == []
