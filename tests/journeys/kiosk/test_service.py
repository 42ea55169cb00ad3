"""What a service manager sees of a kiosk, and what keys do while it starts."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.kiosk.borne import STANDBY, Borne, kiosk_surroundings
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.terminal import PATIENCE, Terminal

PERIOD = "3000000"
PATIENT = f"""
import tui.kiosk.host as host
host.LAST_MOMENTS = {PATIENCE}
from tui.cli import main
main()
"""
"""A kiosk that takes its time to leave the database in order, on a machine that does much else."""


def test_it_is_told_that_the_kiosk_is_ready_lives_and_leaves(
    program: InstalledProgram, make_config: MakeConfig, home: Path
) -> None:
    place = home / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(place))
        manager.setblocking(False)
        environment = kiosk_surroundings(home) | {
            "NOTIFY_SOCKET": str(place),
            "WATCHDOG_USEC": PERIOD,
        }
        command = [str(program.command), "kiosk", "--config", str(make_config())]
        said: list[bytes] = []

        def is_told(*words: bytes) -> bool:
            with suppress(BlockingIOError):  # the socket holds few words, then loses some
                while True:
                    said.append(manager.recv(100))
            return all(said.count(word) >= words.count(word) for word in words)

        with Terminal(command, environment=environment, folder=home) as terminal:
            lives = partial(is_told, b"READY=1", *[b"WATCHDOG=1"] * 3)
            terminal.wait_until(lives, "that it is ready, and lives")
            terminal.process.terminate()
            assert terminal.wait_end() == 0
            assert is_told(b"STOPPING=1")
    assert said[-1] == b"STOPPING=1"


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
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    """A visit ends at once and closes nothing: a copy of the file alone would miss it."""
    borne = start_kiosk(make_config(), script=PATIENT)
    borne.opens()
    borne.quits()
    assert list(home.rglob("election.sqlite-wal"))
    borne.kill(signal.SIGTERM, borne.host)
    assert borne.terminal.wait_end() == 0
    assert [place.name for place in home.rglob("election.sqlite*")] == ["election.sqlite"]
