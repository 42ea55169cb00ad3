"""The kiosk's application in a real terminal: no way out, its glyphs, its faults."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.kiosk.borne import STANDBY
from tests.journeys.terminal import Terminal
from tests.journeys.traffic import text_sent
from tests.tui.source_terminal import source_terminal

PROGRAM = ["-m", "tests.tui.kiosk.pty_kiosk"]
SECRET = "Camelia4Tarbes"


class Place:
    """A sandbox, and the file of the reports."""

    def __init__(self, filled: Path, directory: Path) -> None:
        self.election = directory / "election"
        self.reports = directory / "reports"
        self.state = directory / "state"
        shutil.copytree(filled, self.election)

    @contextmanager
    def opened(self, *options: str, term: str = "xterm-256color") -> Iterator[Terminal]:
        """Open a terminal with the kiosk on standby."""
        command: list[str | Path] = [*PROGRAM, self.election, self.reports, *options]
        with source_terminal(*command, term=term, XDG_STATE_HOME=str(self.state)) as terminal:
            terminal.wait_for(STANDBY, "F12 Personnel")
            terminal.wait_until(lambda: "ready" in self.told, "the report")
            terminal.settle(0.3)
            yield terminal

    @property
    def told(self) -> list[str]:
        return self.reports.read_text("ascii").splitlines() if self.reports.exists() else []


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Place:
    return Place(filled, tmp_path)


def begin(terminal: Terminal) -> None:
    terminal.press("space")
    terminal.wait_for("Entrée Ouvrir", "F10 QUITTEZ")
    terminal.settle(0.3)


def send_each(terminal: Terminal, keys: Sequence[str]) -> None:
    """Send keys so far apart that each is read alone, and wait for what they do."""
    for key in keys:
        terminal.send(key)
        terminal.settle(0.05)
    terminal.settle(0.3)


CONTROLS = [bytes([code]).decode() for code in range(32) if chr(code) not in "\t\r\n\x1b\x08"]


def test_no_control_key_does_anything_on_any_screen(place: Place) -> None:
    with place.opened() as terminal:
        before = terminal.text
        send_each(terminal, CONTROLS)
        assert terminal.text == before
        begin(terminal)
        home = terminal.text
        send_each(terminal, CONTROLS)
        assert terminal.text == home
        terminal.send("1")
        terminal.wait_for("Connexion")
        terminal.send("fdupont\x1b[1;2H\x03\x18")
        terminal.settle(0.3)
        assert b"\x1b]52" not in terminal.output
        terminal.press("f10")
        assert terminal.wait_end() == 0
    assert place.told == ["ready", "begun", "step mailbox", "ended left"]


def test_a_crash_is_told_to_the_host_by_its_reference_and_said_nowhere(place: Place) -> None:
    with place.opened("crash") as terminal:
        begin(terminal)
        terminal.press("f9")
        assert terminal.wait_end() == 1
        sent = bytes(terminal.output).decode()
    word, reference = place.told[-1].split()
    assert word == "fault"
    (entry,) = (place.state / "espace-electeur" / "log" / "errors.jsonl").read_text().splitlines()
    assert reference in entry
    assert SECRET not in entry
    for never in (SECRET, "ValueError", "Traceback", "Une erreur", reference):
        assert never not in sent


@pytest.mark.parametrize("options", [(), ("large",)], ids=str)
def test_the_linux_console_gets_its_own_characters_and_sixteen_colours(
    place: Place, options: tuple[str, ...]
) -> None:
    with place.opened(*options, term="linux") as terminal:
        begin(terminal)
        sent = text_sent(bytes(terminal.output))
    with place.opened(*options, term="linux") as terminal:
        terminal.send("\x1b[24~")
        terminal.wait_for("Quitter la borne")
        sent += text_sent(bytes(terminal.output))
    for character in set(sent) - set("─│║═┌┐└┘"):
        assert character.encode("cp437")
        assert character.encode("iso8859-15")
    assert "\x1b[38;" not in sent


def test_standby_sends_nothing_while_nobody_is_there(place: Place) -> None:
    with place.opened() as terminal:
        terminal.settle(1.0)
        assert terminal.read_for(5.0) == b""
