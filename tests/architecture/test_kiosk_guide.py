"""docs/borne.md and the files that it has people install: the same text, names that exist."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from models import VisitEnd, VisitStep
from models.settings.kiosk import KioskSection
from models.settings.upkeep import LogsSection
from tests.architecture.source_tree import ROOT, parsed, source_files

GUIDE = ROOT / "docs" / "borne.md"
FOLDER = ROOT / "docs" / "borne"
FILES = sorted(FOLDER.iterdir())
UNITS = [path for path in FILES if path.suffix == ".service"]

DIRECTIVES = {
    "Unit": """After ConditionPathExists Conflicts Description OnFailure OnSuccess Requires
        StartLimitIntervalSec""",
    "Service": """CapabilityBoundingSet DeviceAllow DevicePolicy Environment ExecStart
        ExecStartPre KeyringMode KillMode LimitCORE LockPersonality LogsDirectory LogsDirectoryMode
        MemoryMax MemorySwapMax NoNewPrivileges NotifyAccess OOMPolicy PrivateIPC PrivateTmp
        ProtectClock ProtectControlGroups ProtectHome ProtectHostname ProtectKernelLogs
        ProtectKernelModules ProtectKernelTunables ProtectProc ProtectSystem ReadWritePaths
        RemoveIPC Restart RestartMode RestartPreventExitStatus RestartSec
        RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID
        RuntimeDirectory RuntimeDirectoryMode StandardError StandardInput StandardOutput
        StateDirectory StateDirectoryMode SupplementaryGroups SystemCallArchitectures
        SystemCallErrorNumber SystemCallFilter TTYPath TTYReset TTYVHangup
        TTYVTDisallocate TasksMax TimeoutStopSec Type UMask User WatchdogSec WorkingDirectory""",
    "Install": "WantedBy",
}
"""Names of systemd 257 by section: systemd.unit(5), .service(5), .exec(5), .kill(5) and
.resource-control(5)."""

BOUND = """clipboard-copy clipboard-paste font-decrease font-increase font-reset primary-paste
    prompt-next prompt-prev scrollback-down-page scrollback-up-page search-start show-urls-launch
    spawn-terminal unicode-input"""
"""Actions that keys have in foot 1.21 unless they are taken away (foot.ini(5))."""
BOUND_TO_THE_MOUSE = """font-decrease font-increase primary-paste scrollback-down-mouse
    scrollback-up-mouse select-begin select-begin-block select-extend select-extend-character-wise
    select-quote select-row select-word select-word-whitespace"""


def settings_of(path: Path) -> list[tuple[str, str, str]]:
    """Return the section, the name and the value of each setting of a file."""
    section, found = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            assert equals, line
            found.append((section, name, value))
    return found


def values_of(path: Path) -> dict[str, str]:
    return {name: value for _, name, value in settings_of(path)}


def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the blocks of the guide in a language."""
    return re.findall(rf"^```{language}\n(.*?\n)```$", guide(), flags=re.MULTILINE | re.DOTALL)


files = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
units = pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)


@files
def test_the_guide_shows_each_file_as_it_is(path: Path) -> None:
    language = {".sed": "sed"}.get(path.suffix, "ini")
    assert path.read_text(encoding="utf-8") in blocks(language)


@files
def test_the_guide_installs_each_file_where_its_first_line_says(path: Path) -> None:
    place = re.match(r"# (\S+)", path.read_text(encoding="utf-8"))
    assert place is not None
    folder, name = place[1].rsplit("/", 1)
    assert name == path.name
    assert f"/opt/espace-electeur/docs/borne/{name} {folder}/\n" in guide()


@units
def test_a_unit_has_settings_that_systemd_knows(path: Path) -> None:
    for section, name, _ in settings_of(path):
        assert name in DIRECTIVES[section].split(), f"[{section}] {name}"


@units
def test_a_unit_never_gives_up_and_lets_the_staff_in(path: Path) -> None:
    values = values_of(path)
    assert values["StartLimitIntervalSec"] == "0"
    assert values["Restart"] == "on-failure"
    assert values["RestartMode"] == "direct", "no login prompt between two starts"
    assert values["OnSuccess"] == values["Conflicts"] == "getty@tty1.service"


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
    (shown,) = (tomllib.loads(block) for block in blocks("toml"))
    assert KioskSection.model_validate(shown["kiosk"]).name == "salle des professeurs"
    place = LogsSection.model_validate(shown["logs"]).place
    for unit in UNITS:
        assert place == Path("/var/log") / values_of(unit)["LogsDirectory"]


def test_every_end_and_every_step_of_a_visit_is_explained() -> None:
    words = set(re.findall(r"`([a-z]+)`", guide()))
    assert {one.value for one in (*VisitEnd, *VisitStep)} <= words


def test_every_sentence_of_the_screen_that_the_guide_quotes_is_on_a_screen() -> None:
    said = " ".join(
        node.value
        for file in source_files("tui")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ).casefold()
    table = guide().partition("| ce que montre l'écran |")[2].partition("\n\n")[0]
    quoted = re.findall(r"^\| « (.+?) »", table, flags=re.MULTILINE)
    assert len(quoted) >= 5
    for words in quoted:
        assert words.casefold() in said, words


def test_every_link_within_the_guide_leads_to_a_title() -> None:
    titles = re.findall(r"^#+ (.+)$", guide(), flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    links = set(re.findall(r"\]\(#([^)]+)\)", guide()))
    assert len(links) > 10
    assert links <= anchors
