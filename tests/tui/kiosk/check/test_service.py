"""The unit that keeps a kiosk: as it is written, as systemd has loaded it, and as it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Level
from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import (
    CAGE,
    END,
    LINKS,
    UNIT,
    WANTED,
    Answers,
    fit_machine,
    to_do,
    write,
)
from tui.kiosk.check.machine import Machine
from tui.kiosk.check.service import check_service
from tui.kiosk.check.units import PACKAGED

GUIDE = ROOT / "docs" / "borne"
NAME = Path(UNIT).name


def test_a_kiosk_that_nothing_starts_again_needs_its_unit(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / UNIT).unlink()
    assert "docs/borne/espace-electeur-borne.service" in to_do(check_service(machine))["service"]


def test_a_unit_that_does_not_begin_with_the_machine_is_to_be_enabled(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / next(place for place in LINKS if WANTED in place)).unlink()
    said = to_do(check_service(machine))["service"]
    assert "systemctl enable --now espace-electeur-borne.service" in said


def test_two_units_for_one_screen_are_one_too_many(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / CAGE, "[Service]\n")
    (tmp_path / WANTED / Path(CAGE).name).symlink_to(f"/{CAGE}")
    assert "disable" in to_do(check_service(machine))["service"]


def changed_unit(root: Path, old: str, new: str) -> dict[str, str]:
    """Return what is to be done about a unit in which something is changed."""
    machine = fit_machine(root)
    text = (root / UNIT).read_text(encoding="utf-8")
    assert old in text
    write(root / UNIT, text.replace(old, new))
    return to_do(check_service(machine))


@pytest.mark.parametrize("user", ["User=root", "User=0", "User=", ""])
def test_a_unit_that_runs_as_root_is_to_be_changed(tmp_path: Path, user: str) -> None:
    assert "User=borne" in changed_unit(tmp_path, "User=borne", user)["service"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Restart=on-failure", ""),
        ("Restart=on-failure", "Restart=no"),
        ("WatchdogSec=30", "WatchdogSec=0"),
    ],
)
def test_a_unit_that_does_not_start_the_kiosk_again_is_to_be_changed(
    tmp_path: Path, old: str, new: str
) -> None:
    assert f"« {old} »" in changed_unit(tmp_path, old, new)["service"]


def test_a_change_beside_the_unit_counts(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / f"{UNIT}.d" / "override.conf", "[Service]\nUser=root\n")
    assert "User=borne" in to_do(check_service(machine))["service"]


def test_without_the_unit_of_the_end_no_login_comes_back(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / END).unlink()
    assert Path(END).name in to_do(check_service(machine))["service"]


def test_a_unit_that_systemd_has_not_read_again_is_told(tmp_path: Path) -> None:
    answer = "NeedDaemonReload=yes\nLoadState=loaded\n"
    machine = fit_machine(tmp_path, ask=Answers({Path(UNIT).name: answer}))
    assert "sudo systemctl daemon-reload" in to_do(check_service(machine))["service"]


def loaded(root: Path, **changed: str) -> Machine:
    """Return a fit machine whose systemd says what it has loaded of the unit."""
    values = {
        "LoadState": "loaded",
        "ActiveState": "active",
        "NeedDaemonReload": "no",
        "DropInPaths": "",
        "MainPID": "0",
        "User": "borne",
        "Restart": "on-failure",
        "WatchdogUSec": "30s",
        "OnSuccess": Path(END).name,
    }
    answer = "".join(f"{name}={value}\n" for name, value in (values | changed).items())
    return fit_machine(root, ask=Answers({NAME: answer}))


def test_a_unit_that_is_loaded_as_it_is_written_is_good(tmp_path: Path) -> None:
    assert not to_do(check_service(loaded(tmp_path)))


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("User", "root", "User=borne"),
        ("User", "", "User=borne"),
        ("Restart", "no", "Restart=on-failure"),
        ("Restart", "on-abort", "Restart=on-failure"),
        ("WatchdogUSec", "0", "WatchdogSec=30"),
        ("WatchdogUSec", "infinity", "WatchdogSec=30"),
        ("OnSuccess", "getty@tty1.service", Path(END).name),
    ],
)
def test_what_systemd_has_loaded_counts_whatever_the_file_says(
    tmp_path: Path, name: str, value: str, line: str
) -> None:
    assert line in to_do(check_service(loaded(tmp_path, **{name: value})))["service"]


def test_a_kiosk_that_runs_as_root_is_told_though_its_unit_has_been_mended(tmp_path: Path) -> None:
    machine = loaded(tmp_path, MainPID="412")
    status = write(tmp_path / "proc/412/status", "Name:\tpython\nUid:\t990\t990\t990\t990\n")
    assert not to_do(check_service(machine))
    status.write_text("Name:\tpython\nUid:\t0\t0\t0\t0\n", "utf-8")
    assert f"sudo systemctl restart {NAME}" in to_do(check_service(machine))["service"]


def test_a_unit_that_ends_on_the_login_itself_is_of_an_older_version(tmp_path: Path) -> None:
    said = changed_unit(tmp_path, f"OnSuccess={Path(END).name}", "OnSuccess=getty@tty1.service")
    assert "« Mettre à jour »" in said["service"]


@pytest.mark.parametrize(
    ("setting", "is_told"),
    [
        ("KillMode=process", True),
        ("StandardError=journal", True),
        ("ExecStart=/bin/sh", True),
        ("ReadWritePaths=/srv/autre", False),
        ("# KillMode=process", False),
    ],
)
@pytest.mark.parametrize("place", [f"{UNIT}.d", f"run/systemd/system/{NAME}.d"])
def test_a_file_beside_the_unit_that_changes_what_it_is_for_is_to_be_looked_at(
    tmp_path: Path, place: str, setting: str, is_told: bool
) -> None:
    machine = loaded(tmp_path, DropInPaths=f"/{place}/a.conf")
    write(tmp_path / place / "a.conf", f"[Service]\n{setting}\n")
    found = [one for one in check_service(machine) if not one.good]
    assert [one.level for one in found] == [Level.ATTENTION] * is_told
    assert all(f"/{place}/a.conf change {setting.partition('=')[0]}" in one.text for one in found)


def test_a_file_beside_the_unit_is_found_if_systemd_cannot_be_asked(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / f"{UNIT}.d" / "a.conf", "[Service]\nKillMode=process\n")
    assert "KillMode" in to_do(check_service(machine))["service"]


def with_the_guide(root: Path) -> Machine:
    """Return a fit machine with the units of the guide, whose program came with them."""
    machine = fit_machine(root, guide=GUIDE)
    for place in (UNIT, END):
        write(root / place, (GUIDE / Path(place).name).read_text(encoding="utf-8"))
    return machine


def test_the_units_of_this_version_are_good_with_or_without_comments(tmp_path: Path) -> None:
    machine = with_the_guide(tmp_path)
    assert not to_do(check_service(machine))
    text = (tmp_path / UNIT).read_text(encoding="utf-8")
    write(tmp_path / UNIT, f"# à nous\n\n{text}")
    assert not to_do(check_service(machine))


@pytest.mark.parametrize("place", [UNIT, END])
def test_a_unit_of_another_version_is_to_be_installed_again(tmp_path: Path, place: str) -> None:
    machine = with_the_guide(tmp_path)
    text = (tmp_path / place).read_text(encoding="utf-8")
    write(tmp_path / place, text.replace("Description=", "Description=Ancienne "))
    (found,) = [one for one in check_service(machine) if not one.good]
    assert found.level is Level.ATTENTION
    command = f"sudo install -m 0644 {GUIDE / Path(place).name} /etc/systemd/system/"
    assert command in found.text
    assert "sudo systemctl daemon-reload" in found.text


def test_of_a_program_without_its_guide_no_version_is_compared(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, guide=tmp_path / "none")
    assert not to_do(check_service(machine))


def packaged(root: Path) -> Machine:
    """Return a fit machine whose units are those of the Debian package."""
    machine = fit_machine(root)
    for place in (UNIT, END):
        (root / PACKAGED).mkdir(parents=True, exist_ok=True)
        (root / place).rename(root / PACKAGED / Path(place).name)
    return machine


def test_the_units_of_the_package_are_as_good_as_those_of_the_guide(tmp_path: Path) -> None:
    machine = packaged(tmp_path)
    assert not to_do(check_service(machine))
    (tmp_path / PACKAGED / Path(END).name).unlink()
    assert Path(END).name in to_do(check_service(machine))["service"]


def test_a_unit_that_hides_the_one_of_the_package_is_told(tmp_path: Path) -> None:
    machine = packaged(tmp_path)
    write(tmp_path / UNIT, (tmp_path / PACKAGED / NAME).read_text(encoding="utf-8"))
    assert f"« sudo rm /{UNIT} »" in to_do(check_service(machine))["service"]
