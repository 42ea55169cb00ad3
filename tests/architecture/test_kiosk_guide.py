"""docs/borne.md and the files that it has people install: the same text, names that exist."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from models import VisitEnd, VisitStep
from models.settings.kiosk import KioskSection
from models.settings.tables import read_section
from models.settings.upkeep import LogsSection
from tests.architecture.guide_files import (
    Guide,
    said_by_the_program,
    settings_of,
    unknown_settings,
    values_of,
)
from tests.architecture.source_tree import ROOT

GUIDE = Guide("borne")
FOLDER = ROOT / "docs" / "borne"
FILES = GUIDE.files
END = FOLDER / "espace-electeur-borne-fin.service"
"""What gives the login its console back."""
UNITS = [path for path in FILES if path.suffix == ".service" and path != END]

LOGIN = "getty@tty1.service"

BOUND = """clipboard-copy clipboard-paste font-decrease font-increase font-reset primary-paste
    prompt-next prompt-prev scrollback-down-page scrollback-up-page search-start show-urls-launch
    spawn-terminal unicode-input"""
"""Actions that keys have in foot 1.21 unless they are taken away (foot.ini(5))."""
BOUND_TO_THE_MOUSE = """font-decrease font-increase primary-paste scrollback-down-mouse
    scrollback-up-mouse select-begin select-begin-block select-extend select-extend-character-wise
    select-quote select-row select-word select-word-whitespace"""


files = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
units = pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)


@files
def test_the_guide_shows_each_file_as_it_is(path: Path) -> None:
    assert GUIDE.shows(path)


@files
def test_the_guide_installs_each_file_where_its_first_line_says(path: Path) -> None:
    assert GUIDE.installs(path)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix != ".ini"], ids=lambda path: path.name
)
def test_an_update_installs_each_file_again_but_the_one_with_a_font_of_one_s_own(
    path: Path,
) -> None:
    assert GUIDE.updates(path)


@pytest.mark.parametrize("path", [*UNITS, END], ids=lambda path: path.name)
def test_a_unit_has_settings_that_systemd_knows(path: Path) -> None:
    assert unknown_settings(path) == []


@units
def test_a_unit_never_gives_up_and_lets_the_staff_in(path: Path) -> None:
    values = values_of(path)
    assert values["StartLimitIntervalSec"] == "0"
    assert values["Restart"] == "on-failure"
    assert values["RestartMode"] == "direct", "no login prompt between two starts"
    assert values["OnSuccess"] == values["OnFailure"] == END.name
    assert values["Conflicts"] == LOGIN


def test_the_login_comes_back_unless_a_kiosk_is_started_again() -> None:
    values = values_of(END)
    assert values["Type"] == "oneshot"
    assert values["ExecStart"].endswith(f"systemctl start --no-block {LOGIN}'")
    assert all(unit.stem in values["ExecStart"] for unit in UNITS)


@units
def test_a_unit_keeps_the_memory_of_a_visit_off_the_disk(path: Path) -> None:
    values = values_of(path)
    assert (values["LimitCORE"], values["MemorySwapMax"]) == ("0", "0")


def test_the_console_unit_gives_the_program_the_whole_terminal() -> None:
    values = values_of(FOLDER / "espace-electeur-borne.service")
    assert {values[f"Standard{stream}"] for stream in ("Input", "Output", "Error")} == {"tty"}
    assert values["TTYPath"] == "/dev/tty1"
    assert "PrivateDevices" not in values, "the console is a device"


def test_no_key_and_no_button_of_foot_does_anything() -> None:
    settings = settings_of(FOLDER / "foot.ini")
    silent = {(section, name) for section, name, value in settings if value == "none"}
    assert {("key-bindings", name) for name in BOUND.split()} <= silent
    assert {("mouse-bindings", name) for name in BOUND_TO_THE_MOUSE.split()} <= silent
    others = {(section, name): value for section, name, value in settings}
    assert others["scrollback", "lines"] == "0"
    assert others["security", "osc52"] == "disabled"


def test_the_keys_that_leave_the_console_do_nothing_and_the_others_stay() -> None:
    keymap = (
        "keycode 59 = F1 F13 Console_13 Console_1 aConsole_1\n"
        "keycode 70 = Scroll_Lock Show_Memory Show_Registers Num_Lock\n"
        "keycode 105 = Left Decr_Console\nkeycode 106 = Right Incr_Console\n"
        "keycode 111 = Remove Boot\nkeycode 99 = Last_Console Control_backslash +eacute\n"
    )
    script = FOLDER / "touches.sed"
    done = subprocess.run(
        ["sed", "-E", "-f", script], input=keymap, capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "keycode 59 = F1 F13 VoidSymbol VoidSymbol aConsole_1\n"
        "keycode 70 = VoidSymbol VoidSymbol VoidSymbol Num_Lock\n"
        "keycode 105 = Left VoidSymbol\nkeycode 106 = Right VoidSymbol\n"
        "keycode 111 = Remove VoidSymbol\nkeycode 99 = VoidSymbol Control_backslash +eacute\n"
    )


def test_the_settings_of_the_election_file_are_right() -> None:
    (shown,) = (tomllib.loads(block) for block in GUIDE.blocks("toml"))
    assert read_section(KioskSection, shown["kiosk"]).name == "salle des professeurs"
    place = read_section(LogsSection, shown["logs"]).place
    for unit in UNITS:
        assert place == Path("/var/log") / values_of(unit)["LogsDirectory"]


def test_every_end_and_every_step_of_a_visit_is_explained() -> None:
    words = set(re.findall(r"`([a-z]+)`", GUIDE.text))
    assert {one.value for one in (*VisitEnd, *VisitStep)} <= words


def test_every_sentence_of_the_screen_that_the_guide_quotes_is_on_a_screen() -> None:
    said = said_by_the_program()
    table = GUIDE.text.partition("| ce que montre l'écran |")[2].partition("\n\n")[0]
    quoted = re.findall(r"^\| « (.+?) »", table, flags=re.MULTILINE)
    assert len(quoted) >= 5
    for words in quoted:
        assert words.casefold() in said, words


def test_every_link_within_the_guide_leads_to_a_title() -> None:
    assert len(GUIDE.links) > 10
    assert GUIDE.links <= GUIDE.titles
