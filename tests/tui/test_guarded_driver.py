"""In a real terminal: no byte ends a visit, changes its screen, or keeps a key from working."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.architecture.source_tree import ROOT
from tests.journeys.keys import KEYS
from tests.journeys.terminal import Terminal
from tests.tui.source_terminal import FORM, leave_by_key, shown, source_terminal
from tests.tui.test_input_filter import ANSWERS
from tests.tui.test_terminal import given_back, to_secret
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


IN_EVERY_RUN = {"noise", "every answer", "a string for ever"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(data, id=name, marks=() if name in IN_EVERY_RUN else pytest.mark.soak)
        for name, data in NASTY.items()
    ],
)
def test_whatever_was_sent_f10_leaves_and_the_terminal_is_given_back(data: bytes) -> None:
    with source_terminal(*FORM) as terminal:
        shown(terminal)
        terminal.send(data)
        assert leave_by_key(terminal) == 0
        assert "Une erreur" not in bytes(terminal.output).decode(errors="replace")
    assert given_back(terminal)


def test_a_key_right_behind_a_megabyte_of_noise_is_heard() -> None:
    with source_terminal(*FORM) as terminal:
        shown(terminal)
        terminal.send(NASTY["noise"] + KEYS["f10"].encode())
        assert terminal.wait_end() == 0


def test_answers_that_are_typed_leave_the_screen_as_it_is(form: Terminal) -> None:
    before, sent = form.text, len(form.output)
    for answer in ANSWERS.values():
        form.send(answer)
        # Five thousand digits are a flood, which takes what comes with it along.
        form.settle(0.3 if len(answer) > 1_000 else 0.05)
    form.settle(0.3)
    assert form.text == before
    while "▌é" not in form.text:  # the first ones may belong to the flood
        form.send("é")
        form.settle()
    assert b"\x1b[?2048" not in form.output[sent:]
    assert b"\x1b[?1016h" not in form.output[sent:]


def test_keys_of_every_terminal_are_understood(form: Terminal) -> None:
    for key in ("\x1bOP", "\x1b[[A", "\x1b[11~", "\x1b[P"):
        form.send(key)
        form.wait_gone("CRÉER MON COMPTE")
        form.press("escape")
        form.wait_for("CRÉER MON COMPTE")


def test_a_paste_that_never_ends_types_nothing_and_the_keyboard_comes_back(form: Terminal) -> None:
    form.send(b"\x1b[200~perdu")
    form.settle(1.0)
    form.paste("retrouvé")
    form.wait_for("retrouvé")
    assert "perdu" not in form.text


@pytest.mark.parametrize("length", [4_000, 5_000])
def test_a_paste_of_more_than_four_thousand_characters_is_dropped_whole(
    form: Terminal, length: int
) -> None:
    to_secret(form)
    form.paste("Camelia4Tarbes" + "x" * (length - 14))
    if length < 4_096:
        form.wait_for("•••")
    form.settle(0.3)
    assert ("•" in form.text) is (length < 4_096)


def test_no_signal_of_job_control_stops_the_visit() -> None:
    # The kernel stops only what a shell with job control looks after (setpgid(2), setsid(2)).
    shell = ["sh", "-mc", '"$@"; exit $?', "sh", sys.executable, *FORM]
    with source_terminal("-c", f"import os; os.execvp('sh', {shell!r})") as terminal:
        shown(terminal)
        number = terminal.process.pid
        visit = int(Path(f"/proc/{number}/task/{number}/children").read_text())
        for stopping, text in (
            (signal.SIGTSTP, "alors"),
            (signal.SIGTTIN, "toujours"),
            (signal.SIGTTOU, "vif"),
        ):
            os.kill(visit, stopping)
            terminal.type(text)
            terminal.wait_for(text)
        assert leave_by_key(terminal) == 0


def test_a_visit_that_was_stopped_by_force_goes_on_where_it_was(form: Terminal) -> None:
    form.type("avant")
    form.wait_for("avant")
    form.process.send_signal(signal.SIGSTOP)
    form.process.send_signal(signal.SIGCONT)
    form.type("pendant")
    form.wait_for("avantpendant")
    assert form.output.count(b"\x1b[?1049h") == 1, "the terminal was taken once more"


@pytest.mark.parametrize("size", [(65_535, 65_535), (0, 0), (1, 1)])
def test_no_size_of_the_terminal_brings_the_visit_down(
    form: Terminal, size: tuple[int, int]
) -> None:
    sent = len(form.output)
    form.resize(*size)
    form.settle(0.3)
    form.resize(80, 24)
    form.type("vif")
    form.wait_for("vif")
    assert len(form.output) - sent < 4_000_000


def test_only_the_terminal_says_how_large_it_is() -> None:
    with source_terminal(*FORM, COLUMNS="300", LINES="100") as terminal:
        assert "F10 QUITTEZ" in shown(terminal).lines[23]
        assert leave_by_key(terminal) == 0


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
