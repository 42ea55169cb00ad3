"""What a service manager sees of a kiosk, and what keys do while it starts."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.kiosk.borne import STANDBY, Borne, kiosk_surroundings
from tests.journeys.kiosk.conftest import MakeConfig
from tests.journeys.terminal import PATIENCE, Terminal

PERIOD = "3000000"


def test_it_is_told_that_the_kiosk_is_ready_lives_and_leaves(
    program: InstalledProgram, make_config: MakeConfig, home: Path
) -> None:
    place = home / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(place))
        manager.settimeout(PATIENCE)
        environment = kiosk_surroundings(home) | {
            "NOTIFY_SOCKET": str(place),
            "WATCHDOG_USEC": PERIOD,
        }
        command = [str(program.command), "kiosk", "--config", str(make_config())]
        with Terminal(command, environment=environment, folder=home) as terminal:
            borne = Borne(terminal)
            borne.waits()
            said = [manager.recv(100) for _ in range(4)]
            borne.kill(signal.SIGTERM, borne.host)
            assert terminal.wait_end() == 0
            while said[-1] != b"STOPPING=1":
                said.append(manager.recv(100))
    assert b"READY=1" in said
    assert said.count(b"WATCHDOG=1") >= 3


@pytest.mark.parametrize("key", ["\x03", "\x1c", "\x1a", "\x13"], ids=["c", "backslash", "z", "s"])
def test_no_key_ends_or_freezes_a_kiosk_that_starts(
    program: InstalledProgram, make_config: MakeConfig, home: Path, key: str
) -> None:
    command = [str(program.command), "kiosk", "--config", str(make_config())]
    with Terminal(command, environment=kiosk_surroundings(home), folder=home) as terminal:
        borne = Borne(terminal)
        command_line = Path(f"/proc/{borne.host}/cmdline")
        terminal.wait_until(lambda: b"-IB" in command_line.read_bytes(), "the isolated program")
        while STANDBY not in terminal.words:
            terminal.send(key)
            terminal.read(0.05)
        borne.waits()
        borne.opens()
        borne.quits()


def test_a_kiosk_that_ends_leaves_one_file_of_the_database(
    program: InstalledProgram, make_config: MakeConfig, home: Path
) -> None:
    """A visit ends at once and closes nothing: a copy of the file alone would miss it."""
    config = make_config()
    command = [str(program.command), "kiosk", "--config", str(config)]
    with Terminal(command, environment=kiosk_surroundings(home), folder=home) as terminal:
        borne = Borne(terminal)
        borne.waits()
        borne.opens()
        borne.quits()
        assert list(home.rglob("election.sqlite-wal"))
        borne.kill(signal.SIGTERM, borne.host)
        assert terminal.wait_end() == 0
    assert [place.name for place in home.rglob("election.sqlite*")] == ["election.sqlite"]
