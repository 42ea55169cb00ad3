"""The kiosk's application in a real terminal: no way out, its glyphs, its faults."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal, terminal

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
    def opened(self, *options: str, **environment: str) -> Iterator[Terminal]:
        """Open a terminal with the kiosk on standby."""
        command = [*PROGRAM, str(self.election), str(self.reports), *options]
        environment |= {"XDG_STATE_HOME": str(self.state)}
        with terminal(command, **environment) as opened:
            opened.until(lambda: "Appuyez sur une touche" in opened.text)
            opened.until(lambda: "ready" in self.told)
            opened.quiet()
            yield opened

    @property
    def told(self) -> list[str]:
        return self.reports.read_text("ascii").splitlines() if self.reports.exists() else []


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Place:
    return Place(filled, tmp_path)


def begin(opened: Terminal) -> None:
    opened.process.send(" ")
    opened.until(lambda: "F10 QUITTEZ" in opened.text)
    opened.quiet()


CONTROLS = [bytes([code]).decode() for code in range(32) if chr(code) not in "\t\r\n\x1b\x08"]


def test_no_control_key_does_anything_on_any_screen(place: Place) -> None:
    with place.opened() as opened:
        before = opened.text
        for control in CONTROLS:
            opened.process.send(control)
        opened.quiet()
        assert opened.text == before
        begin(opened)
        home = opened.text
        for control in CONTROLS:
            opened.process.send(control)
        opened.quiet()
        assert opened.text == home
        opened.process.send("1")
        opened.until(lambda: "Connexion" in opened.text)
        opened.process.send("fdupont\x1b[1;2H\x03\x18")
        opened.quiet()
        assert b"\x1b]52" not in opened.sent
        opened.process.send("\x1b[21~")
        assert opened.leave() == 0
    assert place.told == ["ready", "begun", "step mailbox", "ended left"]


def test_a_crash_is_told_to_the_host_by_its_reference_and_said_nowhere(place: Place) -> None:
    with place.opened("crash") as opened:
        begin(opened)
        opened.process.send("\x1b[20~")
        assert opened.leave() == 1
        sent = bytes(opened.sent).decode()
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
    with place.opened(*options, TERM="linux", COLORTERM="") as opened:
        begin(opened)
        sent = bytes(opened.sent).decode()
    with place.opened(*options, TERM="linux", COLORTERM="") as opened:
        opened.process.send("\x1b[24~")
        opened.until(lambda: "QUITTER LA BORNE" in opened.text)
        sent += bytes(opened.sent).decode()
    for character in set(sent) - set("─│║═┌┐└┘"):
        assert character.encode("cp437")
        assert character.encode("iso8859-15")
    assert "\x1b[38;" not in sent


def test_standby_sends_nothing_while_nobody_is_there(place: Place) -> None:
    with place.opened() as opened:
        opened.quiet(1.0)
        assert opened.read(5.0) == 0
