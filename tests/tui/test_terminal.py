"""In a real terminal: it is given back as it was, secrets stay in, few bytes go out."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT, Terminal, terminal

FORM = ["-m", "tests.tui.pty_visit"]
SECRET = "Camelia4Tarbes"


def shown(opened: Terminal) -> Terminal:
    """Wait until the form stands and its first field has the focus."""
    opened.until(lambda: "QUITTEZ" in opened.text and "Code" in opened.text)
    opened.until(lambda: any(bar in opened.text for bar in "▌║"))
    opened.quiet()
    return opened


def to_secret(opened: Terminal) -> None:
    opened.process.send("\t")
    opened.until(lambda: "F2 Afficher" in opened.text)


def type_secret(opened: Terminal) -> None:
    to_secret(opened)
    opened.process.send(SECRET)
    opened.until(lambda: any(dot * len(SECRET) in opened.text for dot in "•*"))


def given_back(opened: Terminal) -> bool:
    """Return whether the main screen and the cursor are there again."""
    sent = bytes(opened.sent)
    return sent.rfind(b"\x1b[?1049l") > sent.rfind(b"\x1b[?1049h") and sent.rfind(
        b"\x1b[?25h"
    ) > sent.rfind(b"\x1b[?25l")


def test_a_crash_is_one_sentence_and_prints_nothing_that_was_typed(tmp_path: Path) -> None:
    with terminal([*FORM, "crash"], XDG_STATE_HOME=str(tmp_path)) as opened:
        type_secret(shown(opened))
        opened.process.send("\x1b[20~")
        assert opened.leave() == 1
        said = bytes(opened.sent).decode()
    assert given_back(opened)
    assert "Une erreur inattendue a mis fin à votre visite." in said
    for word in (SECRET, "Traceback", "ValueError", "locals"):
        assert word not in said
    (entry,) = (tmp_path / "espace-electeur" / "log" / "errors.jsonl").read_text().splitlines()
    assert "ValueError" in entry
    assert "key_f9" in entry
    assert SECRET not in entry


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_ends_the_visit_and_gives_the_terminal_back(number: signal.Signals) -> None:
    with terminal(FORM) as opened:
        type_secret(shown(opened))
        opened.process.kill(number)
        assert opened.leave() == 0
    assert given_back(opened)
    assert SECRET.encode() not in opened.sent


def test_a_closed_terminal_ends_the_program_even_where_hangup_is_ignored() -> None:
    program = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    program += f"; os.execv(sys.executable, [sys.executable, *{FORM!r}])"
    with terminal(["-c", program]) as opened:
        shown(opened)
        os.close(opened.process.child_fd)
        # pexpect waits for the end of its child.
        opened.process.child_fd = -1
        opened.process.wait()
        assert not opened.process.isalive()


@pytest.mark.parametrize("key", ["\x11", "\x03", "\x10", "\x1a", "\x1c"])
def test_no_control_key_leaves_or_opens_anything(key: str) -> None:
    with terminal(FORM) as opened:
        before = shown(opened).text
        opened.process.send(key)
        opened.quiet()
        assert opened.process.isalive()
        assert opened.text == before


def test_a_secret_never_reaches_the_clipboard_of_the_terminal() -> None:
    with terminal(FORM) as opened:
        type_secret(shown(opened))
        opened.process.send("\x1b[1;2H\x03\x18")
        opened.quiet()
        assert "•" * len(SECRET) in opened.text
        assert b"\x1b]52" not in opened.sent


def test_quittez_leaves_with_status_zero_and_an_empty_screen() -> None:
    with terminal(FORM) as opened:
        type_secret(shown(opened))
        opened.process.send("\x1b[21~")
        assert opened.leave() == 0
    assert given_back(opened)


def test_a_key_in_the_password_field_with_its_rules_costs_few_bytes() -> None:
    with terminal(FORM) as opened:
        to_secret(shown(opened))
        opened.quiet()
        costs = []
        for letter in "Camelia4TarbesPastel":
            opened.process.send(letter)
            costs.append(opened.quiet(0.2))
    assert min(costs) > 0
    assert statistics.median(costs) <= 300, costs
    assert max(costs) <= 800, costs


def test_nothing_is_sent_while_nothing_happens() -> None:
    with terminal(FORM) as opened:
        type_secret(shown(opened))
        opened.quiet(1.0)
        assert opened.read(5.0) == 0


def test_the_linux_console_gets_its_own_characters_and_sixteen_colours() -> None:
    with terminal(FORM, TERM="linux", COLORTERM="") as opened:
        type_secret(shown(opened))
        opened.until(lambda: "[x] une majuscule" in opened.text)
        sent = bytes(opened.sent).decode()
        for character in set(sent) - set("─│║═┌┐└┘"):
            assert character.encode("cp437")
            assert character.encode("iso8859-15")
        assert "\x1b[38;" not in sent


def test_the_frameworks_own_settings_are_not_listened_to(tmp_path: Path) -> None:
    listened = {
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_FILENAME": str(tmp_path / "picture.svg"),
        "TEXTUAL_DRIVER": "nowhere:Driver",
        "TEXTUAL_PRESS": "f10",
        "TEXTUAL_LOG": str(tmp_path / "log"),
    }
    config = tmp_path / "election.toml"
    command = ["-m", "tui", "admin", "init", "--config", str(config)]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
    with terminal(["-m", "tui", "open", "--config", str(config)], **listened) as opened:
        opened.until(lambda: "QUITTEZ" in opened.text)
        opened.quiet(1.0)
        assert "COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR" in opened.text
        opened.process.send("\x1b[21~")
        assert opened.leave() == 0
    assert {path.name for path in tmp_path.iterdir()} == {"election.toml", "donnees"}


def test_without_a_terminal_one_clear_line_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *FORM], cwd=ROOT, capture_output=True, text=True, check=False, input=""
    )
    assert done.returncode == 1
    assert done.stderr == "Cette commande s'utilise dans un terminal, au clavier.\n"
    assert done.stdout == ""
