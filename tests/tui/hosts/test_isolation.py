"""A kiosk starts in an environment of known names, whatever it was started in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.hosts.isolation import KEPT, is_isolated, kept_environment

NAMES = st.one_of(
    st.sampled_from([*KEPT, "LC_ALL", "LC_TIME", "PATH", "HOME", "PYTHONPATH", "LD_PRELOAD"]),
    st.text(min_size=1, max_size=12),
)

PROGRAM = """
import json, os, sys
from tui.hosts import isolation
isolation.MODULE = "json.tool"
isolation.FLAGS = "-IB"
sys.stdin = open(os.devnull)
def told(path, command, environment):
    print(json.dumps({"command": command[1:], "environment": environment}), flush=True)
    if "--notify" in command:
        os.write(int(command[command.index("--notify") + 1]), b"READY=1")
    raise SystemExit
os.execve = told
isolation.isolate(["kiosk", "--config", "here.toml"])
"""


@given(st.dictionaries(NAMES, st.text(max_size=5)))
def test_only_the_names_of_the_list_stay(environment: dict[str, str]) -> None:
    kept = kept_environment(environment)
    assert kept.items() <= environment.items()
    assert all(name in KEPT or name.startswith("LC_") for name in kept)
    assert KEPT & environment.keys() <= kept.keys()


def isolated_command(**environment: str) -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment by which a process goes on."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    facts = json.loads(done.stdout)
    return facts["command"], facts["environment"]


def test_the_program_goes_on_isolated_with_the_same_arguments() -> None:
    command, environment = isolated_command(
        TERM="linux",
        LC_TIME="fr_FR.UTF-8",
        PYTHONSTARTUP="/own.py",
        TEXTUAL_DRIVER="own:Driver",
        HOME="/home/own",
    )
    assert command == ["-IB", "-m", "json.tool", "kiosk", "--config", "here.toml"]
    assert environment == {"LANG": "C.UTF-8", "TERM": "linux", "LC_TIME": "fr_FR.UTF-8"}


def test_the_supervisors_socket_is_handed_over_open(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        command, environment = isolated_command(
            NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="30000000"
        )
        assert manager.recv(100) == b"READY=1"
    assert command[-2:] == ["--watchdog", "30000000"]
    assert environment == {"LANG": "C.UTF-8"}


def test_a_supervisor_that_is_away_stops_nothing(tmp_path: Path) -> None:
    command, _ = isolated_command(NOTIFY_SOCKET=str(tmp_path / "nobody"))
    assert "--notify" not in command


def test_this_process_is_not_taken_for_an_isolated_one() -> None:
    assert not is_isolated(os.environ)
