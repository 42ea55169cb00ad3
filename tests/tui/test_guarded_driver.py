"""In a real terminal: no byte ends a visit, changes its screen, or keeps a key from working."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path
from random import Random

import pytest

from tests.journeys.keys import KEYS, paste
from tests.tui.terminal import ROOT, Terminal, terminal
from tests.tui.test_input_filter import ANSWERS
from tests.tui.test_terminal import FORM, given_back, shown, to_secret
from tui.driver.output import Output

NASTY = {
    "noise": Random(2014).randbytes(1 << 20),
    "no text": bytes(range(0x80, 0x100)) * 4,
    "control bytes": bytes(byte for byte in range(32) if byte not in b"\t\r\n\x1b"),
    "every answer": "".join(ANSWERS.values()).encode(),
    "huge numbers": b"\x1b[99999999999999u\x1b[<9999999999;1;1M\x1b[1;99999999999A",
    "five thousand digits": b"\x1b[" + b"9" * 5_000 + b";1;1t",
    "pasted for ever": b"\x1b[200~" + b"x" * 2_000,
    "a string for ever": b"\x1bP+q" + b"4" * 2_000,
    "half a character": b"\xf0\x9f",
}


def send(opened: Terminal, data: bytes) -> None:
    """Send bytes as they are and at once; a program that does not read them would stop this."""
    while data:
        data = data[os.write(opened.process.child_fd, data) :]


def leave_by_key(opened: Terminal) -> int:
    """Press F10 until the visit ends, as a person does, and return the exit status."""
    while opened.process.isalive():
        send(opened, KEYS["f10"].encode())
        opened.read(0.5)
    return opened.leave()


def resize(opened: Terminal, columns: int, lines: int) -> None:
    size = struct.pack("HHHH", lines, columns, 0, 0)
    fcntl.ioctl(opened.process.child_fd, termios.TIOCSWINSZ, size)


IN_EVERY_RUN = {"noise", "every answer", "a string for ever"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(data, id=name, marks=() if name in IN_EVERY_RUN else pytest.mark.soak)
        for name, data in NASTY.items()
    ],
)
def test_whatever_was_sent_f10_leaves_and_the_terminal_is_given_back(data: bytes) -> None:
    with terminal(FORM) as opened:
        shown(opened)
        send(opened, data)
        assert leave_by_key(opened) == 0
        assert "Une erreur" not in bytes(opened.sent).decode(errors="replace")
    assert given_back(opened)


def test_a_key_right_behind_a_megabyte_of_noise_is_heard() -> None:
    with terminal(FORM) as opened:
        shown(opened)
        send(opened, NASTY["noise"] + KEYS["f10"].encode())
        assert opened.leave() == 0


def test_answers_that_are_typed_leave_the_screen_as_it_is() -> None:
    with terminal(FORM) as opened:
        before = shown(opened).text
        for answer in ANSWERS.values():
            send(opened, answer.encode())
            # Five thousand digits are a flood, which takes what comes with it along.
            opened.quiet(0.3 if len(answer) > 1_000 else 0.05)
        opened.quiet()
        assert opened.text == before
        send(opened, "é".encode())
        opened.until(lambda: "▌é" in opened.text)
        assert b"\x1b[?2048" not in opened.sent
        assert b"\x1b[?1016h" not in opened.sent
        assert leave_by_key(opened) == 0


def test_keys_of_every_terminal_are_understood() -> None:
    with terminal(FORM) as opened:
        shown(opened)
        for key in ("\x1bOP", "\x1b[[A", "\x1b[11~", "\x1b[P"):
            send(opened, key.encode())
            opened.until(lambda: "CRÉER MON COMPTE" not in opened.text)
            send(opened, b"\x1b")
            opened.until(lambda: "CRÉER MON COMPTE" in opened.text)
        assert leave_by_key(opened) == 0


def test_a_paste_that_never_ends_types_nothing_and_the_keyboard_comes_back() -> None:
    with terminal(FORM) as opened:
        shown(opened)
        send(opened, b"\x1b[200~perdu")
        opened.quiet(1.0)
        send(opened, paste("retrouvé").encode())
        opened.until(lambda: "retrouvé" in opened.text)
        assert "perdu" not in opened.text
        assert leave_by_key(opened) == 0


@pytest.mark.parametrize("length", [4_000, 5_000])
def test_a_paste_of_more_than_four_thousand_characters_is_dropped_whole(length: int) -> None:
    with terminal(FORM) as opened:
        to_secret(shown(opened))
        send(opened, paste("Camelia4Tarbes" + "x" * (length - 14)).encode())
        if length < 4_096:
            opened.until(lambda: "•••" in opened.text)
        opened.quiet()
        assert ("•" in opened.text) is (length < 4_096)
        assert leave_by_key(opened) == 0


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU])
def test_no_signal_of_job_control_stops_the_visit(number: signal.Signals) -> None:
    with terminal(FORM) as opened:
        shown(opened)
        opened.process.kill(number)
        send(opened, b"vif")
        opened.until(lambda: "vif" in opened.text)
        assert leave_by_key(opened) == 0


def test_a_visit_that_was_stopped_by_force_goes_on_where_it_was() -> None:
    with terminal(FORM) as opened:
        shown(opened)
        send(opened, b"avant")
        opened.until(lambda: "avant" in opened.text)
        opened.process.kill(signal.SIGSTOP)
        opened.process.kill(signal.SIGCONT)
        send(opened, b"pendant")
        opened.until(lambda: "avantpendant" in opened.text)
        assert leave_by_key(opened) == 0
        assert opened.sent.count(b"\x1b[?1049h") == 1, "the terminal was taken once more"


def test_only_the_terminal_says_how_large_it_is() -> None:
    with terminal(FORM, COLUMNS="300", LINES="100") as opened:
        assert "F10 QUITTEZ" in shown(opened).screen.display[23].replace("\u00a0", " ")
        assert leave_by_key(opened) == 0


@pytest.mark.parametrize("size", [(65_535, 65_535), (0, 0), (1, 1)])
def test_no_size_of_the_terminal_brings_the_visit_down(size: tuple[int, int]) -> None:
    with terminal(FORM) as opened:
        shown(opened)
        resize(opened, *size)
        opened.quiet()
        resize(opened, 80, 24)
        send(opened, b"vif")
        opened.until(lambda: "vif" in opened.text)
        assert len(opened.sent) < 4_000_000
        assert leave_by_key(opened) == 0


def test_what_a_terminal_that_is_gone_did_not_take_troubles_nobody_later() -> None:
    keyboard, line = pty.openpty()
    told: list[str] = []
    with os.fdopen(line, "w") as file:
        output = Output(file, lambda: told.append("gone"))
        os.close(keyboard)
        output.write("the last picture")
        output.flush()
        output.write("another one")
        output.flush()
        file.flush()
    assert told == ["gone"]


def test_a_terminal_that_is_gone_ends_the_visit_though_no_signal_says_so(tmp_path: Path) -> None:
    keyboard, line = pty.openpty()
    # It is the standard files of the program, but not the terminal that controls it.
    process = subprocess.Popen(
        [sys.executable, *FORM],
        cwd=ROOT,
        stdin=line,
        stdout=line,
        stderr=line,
        start_new_session=True,
        env=os.environ | {"TERM": "xterm-256color", "XDG_STATE_HOME": str(tmp_path)},
    )
    os.close(line)
    sent = b""
    while b"QUITTEZ" not in sent:
        sent += os.read(keyboard, 1 << 16)
    os.close(keyboard)
    assert process.wait() in (0, 128 + signal.SIGHUP)
    assert not list(tmp_path.rglob("errors.jsonl"))
