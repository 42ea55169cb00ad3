"""In a real terminal: it is given back as it was, secrets stay in, few bytes go out."""

from __future__ import annotations

import signal
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.journeys.terminal import Terminal
from tests.journeys.traffic import text_sent
from tests.private_memory import leaves_no_core
from tests.tui.source_terminal import FORM, shown, source_terminal

SECRET = "Camelia4Tarbes"


def to_secret(terminal: Terminal) -> None:
    terminal.press("tab")
    terminal.wait_for("F2 Afficher")


def type_secret(terminal: Terminal) -> None:
    to_secret(terminal)
    terminal.send(SECRET)
    terminal.wait_until(lambda: any(dot * len(SECRET) in terminal.text for dot in "•*"), "dots")


def given_back(terminal: Terminal) -> bool:
    """Return whether the main screen and the cursor are there again."""
    sent = bytes(terminal.output)
    return sent.rfind(b"\x1b[?1049l") > sent.rfind(b"\x1b[?1049h") and sent.rfind(
        b"\x1b[?25h"
    ) > sent.rfind(b"\x1b[?25l")


def test_a_crash_is_one_sentence_and_prints_nothing_that_was_typed(tmp_path: Path) -> None:
    with source_terminal(*FORM, "crash", XDG_STATE_HOME=str(tmp_path)) as terminal:
        type_secret(shown(terminal))
        terminal.press("f9")
        assert terminal.wait_end() == 1
        said = bytes(terminal.output).decode()
    assert given_back(terminal)
    assert "Une erreur inattendue a mis fin à votre visite." in said
    for word in (SECRET, "Traceback", "ValueError", "locals"):
        assert word not in said
    (entry,) = (tmp_path / "espace-electeur" / "log" / "errors.jsonl").read_text().splitlines()
    assert "ValueError" in entry
    assert "key_f9" in entry
    assert SECRET not in entry


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_ends_the_visit_and_gives_the_terminal_back(number: signal.Signals) -> None:
    with source_terminal(*FORM) as terminal:
        type_secret(shown(terminal))
        terminal.process.send_signal(number)
        assert terminal.wait_end() == 0
    assert given_back(terminal)
    assert SECRET.encode() not in terminal.output


def test_a_closed_terminal_ends_the_program_even_where_hangup_is_ignored() -> None:
    program = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    program += f"; os.execv(sys.executable, [sys.executable, *{FORM!r}])"
    with source_terminal("-c", program) as terminal:
        shown(terminal).close()
        terminal.wait_end()


@pytest.mark.parametrize("key", ["\x11", "\x03", "\x10", "\x1a", "\x1c"])
def test_no_control_key_leaves_or_opens_anything(form: Terminal, key: str) -> None:
    before = form.text
    form.send(key)
    form.settle(0.3)
    assert form.running
    assert form.text == before


def test_a_secret_never_reaches_the_clipboard_of_the_terminal(form: Terminal) -> None:
    type_secret(form)
    form.send("\x1b[1;2H\x03\x18")
    form.settle(0.3)
    assert "•" * len(SECRET) in form.text
    assert b"\x1b]52" not in form.output


def test_a_visit_keeps_its_memory_to_itself(form: Terminal) -> None:
    assert leaves_no_core(form.process.pid)


def test_quittez_leaves_with_status_zero_and_an_empty_screen() -> None:
    with source_terminal(*FORM) as terminal:
        type_secret(shown(terminal))
        terminal.press("f10")
        assert terminal.wait_end() == 0
    assert given_back(terminal)


def test_a_key_in_the_password_field_with_its_rules_costs_few_bytes(form: Terminal) -> None:
    to_secret(form)
    form.settle(0.3)
    costs = []
    for number, letter in enumerate("Camelia4TarbesPastel", 1):
        before = len(form.output)
        form.type(letter)
        form.wait_for("•" * number)
        form.settle()
        costs.append(len(form.output) - before)
    assert statistics.median(costs) <= 300, costs
    assert max(costs) <= 800, costs


def test_nothing_is_sent_while_nothing_happens(form: Terminal) -> None:
    type_secret(form)
    form.settle(1.0)
    assert form.read_for(5.0) == b""


def test_the_linux_console_gets_its_own_characters_and_sixteen_colours() -> None:
    with source_terminal(*FORM, term="linux") as terminal:
        type_secret(shown(terminal))
        terminal.wait_for("[x] une majuscule")
        sent = text_sent(bytes(terminal.output))
        for character in set(sent) - set("─│║═┌┐└┘"):
            assert character.encode("cp437")
            assert character.encode("iso8859-15")
        assert "\x1b[38;" not in sent


def test_the_frameworks_own_settings_are_not_listened_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    for name, value in listened.items():
        monkeypatch.setenv(name, value)
    with source_terminal("-m", "tui", "open", "--config", config) as terminal:
        terminal.wait_for("QUITTEZ")
        terminal.settle(1.0)
        assert "COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR" in terminal.text
        terminal.press("f10")
        assert terminal.wait_end() == 0
    assert {path.name for path in tmp_path.iterdir()} == {"election.toml", "donnees"}


def test_without_a_terminal_one_clear_line_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *FORM], cwd=ROOT, capture_output=True, text=True, check=False, input=""
    )
    assert done.returncode == 1
    assert done.stderr == "Cette commande s'utilise dans un terminal, au clavier.\n"
    assert done.stdout == ""
