"""The keyboard and the font of the Linux console, and the keys that leave it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import KEYS, LOADKEYS, UNIT, fit_machine, to_do, write
from tui.kiosk.check.console import check_console
from tui.kiosk.check.machine import Terminal


def test_a_french_console_that_nobody_leaves_is_good(tmp_path: Path) -> None:
    findings = check_console(fit_machine(tmp_path))
    assert not to_do(findings)
    assert len(findings) == 3


def test_nothing_is_said_of_a_console_where_the_kiosk_is_elsewhere(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / UNIT, "[Service]\nEnvironment=TERM=xterm-256color\n")
    write(tmp_path / "etc/default/keyboard", 'XKBLAYOUT="us"\n')
    assert check_console(machine) == []


def test_the_console_of_a_unit_is_looked_at_from_elsewhere_too(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, environment={"TERM": "xterm"}, terminal=Terminal(80, 24))
    assert {one.subject for one in check_console(machine)} == {"keyboard", "font"}


def test_all_that_the_font_lacks_is_told_at_once(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/default/console-setup", 'CHARMAP="ASCII"\nCODESET="Greek"\n')
    said = to_do(check_console(machine))["font"]
    assert all(line in said for line in ("« CHARMAP=", "« CODESET=", "« FONTFACE="))


def test_a_key_that_leaves_the_console_is_to_be_taken_away(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, terminal=Terminal(80, 24, leaves=True))
    assert "touches.sed" in to_do(check_console(machine))["switching"]


@pytest.mark.parametrize("place", [KEYS, LOADKEYS])
def test_without_what_takes_the_keys_away_the_unit_would_leave_them(
    tmp_path: Path, place: str
) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / place).unlink()
    assert f"/{place} manque" in to_do(check_console(machine))["switching"]


SHIPPED_KEYS = (ROOT / "docs" / "borne" / "touches.sed").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "# s/Console_1/VoidSymbol/\n", "\n\n"])
def test_an_empty_file_of_keys_takes_none_away(tmp_path: Path, text: str) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / KEYS, text)
    assert "docs/borne/touches.sed" in to_do(check_console(machine))["switching"]


def test_a_file_of_keys_has_all_that_the_guide_s_has(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, guide=ROOT / "docs" / "borne")
    assert "touches.sed" in to_do(check_console(machine))["switching"]
    write(tmp_path / KEYS, f"{SHIPPED_KEYS}s/Compose/VoidSymbol/g\n")
    assert not to_do(check_console(machine))


@pytest.mark.parametrize("layout", ["us", "", "fra,fr"])
def test_another_keyboard_is_a_line_to_write(tmp_path: Path, layout: str) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/default/keyboard", f'XKBLAYOUT="{layout}"\n')
    said = to_do(check_console(machine))["keyboard"]
    assert 'XKBLAYOUT="fr"' in said
    assert "setupcon" in said


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ('CODESET="Greek"\nFONTFACE="VGA"', 'CODESET="Lat15"'),
        ('CODESET="Lat15"\nFONTFACE=""', 'FONTFACE="TerminusBold"'),
        ('CHARMAP="ISO-8859-15"\nCODESET="Lat15"\nFONTFACE="VGA"', 'CHARMAP="UTF-8"'),
        ('CODESET="unfinished', 'FONTFACE="TerminusBold"'),
    ],
)
def test_a_font_without_the_letters_of_french_is_a_line_to_write(
    tmp_path: Path, line: str, advice: str
) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/default/console-setup", f"{line}\n")
    assert advice in to_do(check_console(machine))["font"]


def without_console_setup(root: Path) -> None:
    for name in ("keyboard", "console-setup"):
        (root / "etc/default" / name).unlink()


def test_where_systemd_sets_the_console_its_own_file_counts(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    without_console_setup(tmp_path)
    write(tmp_path / "etc/vconsole.conf", "KEYMAP=fr-latin9\nFONT=Lat15-TerminusBold16\n")
    assert not to_do(check_console(machine))
    write(tmp_path / "etc/vconsole.conf", "KEYMAP=us\n")
    said = to_do(check_console(machine))
    assert "KEYMAP=fr" in said["keyboard"]
    assert "FONT=Lat15-TerminusBold16" in said["font"]


def test_where_nothing_sets_the_console_a_package_is_to_be_installed(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    without_console_setup(tmp_path)
    said = to_do(check_console(machine))
    assert all("le paquet Debian « console-setup »" in said[one] for one in ("keyboard", "font"))
