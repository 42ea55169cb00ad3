"""What surrounds a kiosk changes nothing of what runs: variables, modules, its own files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.kiosk.borne import Borne, kiosk_surroundings
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.terminal import Terminal
from tests.private_memory import environment_of, leaves_no_core, open_files, watched
from tests.tui.without_powers import held_back

KNOWN = {"ESPACE_ELECTEUR_CONFIG", "TERM", "COLORTERM", "LANG", "TZ", "NO_COLOR"}

READING = "import sys; open(f'/proc/{sys.argv[1]}/mem', 'rb')"


@pytest.mark.parametrize("way", ["the command", "the interpreter, as the units do"])
def test_only_the_variables_of_the_list_are_kept_and_none_changes_what_runs(
    program: InstalledProgram, make_config: MakeConfig, home: Path, way: str
) -> None:
    trap = home / "trap"
    sprung = home / "sprung"
    modules = ["structlog", "argon2", "textual", "peewee", "evil"]
    command = [str(program.command), "kiosk"]
    if way != "the command":  # which an interpreter starts that still listens to PYTHONPATH
        modules += ["sitecustomize", "usercustomize", "tui/__init__", "tui/__main__"]
        command = [str(program.python), "-IB", "-m", "tui", "kiosk"]
    for module in modules:
        place = trap / f"{module}.py"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"open({str(sprung)!r}, 'w').close()\n")
    config = make_config()
    environment = kiosk_surroundings(home) | {
        "PYTHONPATH": str(trap),
        "PYTHONSTARTUP": str(trap / "evil.py"),
        "PYTHONINSPECT": "1",
        "PYTHONBREAKPOINT": "evil.main",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_PRESS": "f10",
        "TEXTUAL_LOG": str(sprung),
        "ESPACE_ELECTEUR_CONFIG": str(config),
        "LC_TIME": "C.UTF-8",
    }
    with Terminal(watched(*command), environment=environment, folder=trap) as terminal:
        borne = Borne(terminal)
        borne.waits()
        kept = environment_of(borne.host)
        assert {name for name in kept if not name.startswith("LC_")} <= KNOWN
        assert kept["ESPACE_ELECTEUR_CONFIG"] == str(config)
        assert environment_of(borne.visits[0]) == kept
        borne.opens().opens_the_webmail()
        borne.quits()
        assert os.readlink(f"/proc/{borne.host}/cwd") == "/"
    assert not sprung.exists()
    assert not list(home.rglob("*.svg"))


def test_the_host_has_no_thread_no_database_and_few_files(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    borne = start_kiosk(make_config())
    borne.opens().opens_the_webmail()
    host = Path(f"/proc/{borne.host}")
    assert len(list((host / "task").iterdir())) == 1
    places = [place for place, _ in open_files(borne.host)]
    assert not [place for place in places if "sqlite" in place or place.startswith("socket:")]
    assert len(places) <= 8


def test_another_process_of_the_account_cannot_read_the_memory(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    borne = start_kiosk(make_config(), looked_into=False)
    for process in (borne.host, *borne.visits):
        reading = [sys.executable, "-c", READING, str(process)]
        done = subprocess.run(held_back(reading), capture_output=True, text=True, check=False)
        assert "PermissionError" in done.stderr
        assert leaves_no_core(process)


def test_it_says_what_to_do_where_there_is_no_terminal(
    program: InstalledProgram, make_config: MakeConfig, home: Path
) -> None:
    done = subprocess.run(
        [program.command, "kiosk", "--config", make_config()],
        env=kiosk_surroundings(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "dans un terminal" in done.stderr
