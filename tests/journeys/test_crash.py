"""A fault of the program ends the visit with one sentence: nothing that was typed is printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.journeys.conftest import Start
from tests.journeys.visitor import Visitor

SECRET = "Camelia4Tarbes"
BROKEN_SCREEN = """
from tui.screens.voter.access import AccountAccess
def submit(self):
    secret = self.field("voter_password").value
    raise ValueError(secret)
AccountAccess.submit = submit
from tui.cli import main
main()
"""
BROKEN_SERVICE = """
from models.espace import Accounts
from models.services.shared.facade import UseCase
def sign_in(context, address, password, *, source):
    secret = password
    raise ValueError(secret)
Accounts.sign_in = UseCase(sign_in)
from tui.cli import main
main()
"""


def types_a_password(visitor: Visitor) -> None:
    visitor.arrives()
    visitor.presses("3")
    visitor.reads("ACCÉDER")
    visitor.terminal.type("karim.benali@ac-toulouse.fr")
    visitor.presses("tab")
    visitor.terminal.type(SECRET)
    visitor.presses("enter")


def journal_of(home: Path) -> Path:
    (journal,) = home.rglob("errors.jsonl")
    return journal


def test_a_crash_prints_one_sentence_and_is_journalled_without_its_values(
    start: Start, home: Path
) -> None:
    terminal = start("demo", script=BROKEN_SCREEN)
    types_a_password(Visitor(terminal))
    assert terminal.wait_end() == 1
    assert terminal.faults_left() == []
    said = " ".join(bytes(terminal.output).decode().rpartition("\x1b")[2].split())
    assert "Une erreur inattendue a mis fin à votre visite." in said
    assert SECRET.encode() not in terminal.output
    assert b"Traceback" not in terminal.output
    assert b"ValueError" not in terminal.output
    journal = journal_of(home)
    (line,) = journal.read_text().splitlines()
    found = json.loads(line)
    assert found["kind"] == "ValueError"
    assert re.search(rf"référence\s+{found['reference']}", bytes(terminal.output).decode())
    assert SECRET not in line
    assert journal.stat().st_mode & 0o777 == 0o600


def test_a_service_that_fails_ends_nothing(start: Start, home: Path) -> None:
    terminal = start("demo", script=BROKEN_SERVICE)
    visitor = Visitor(terminal)
    types_a_password(visitor)
    visitor.reads("Une erreur inattendue est survenue. Votre saisie est conservée")
    visitor.reads("karim.benali@ac-toulouse.fr", "•" * len(SECRET))
    visitor.quits()
    assert SECRET.encode() not in terminal.output
    assert SECRET not in journal_of(home).read_text()


@pytest.mark.parametrize("script", [BROKEN_SCREEN, BROKEN_SERVICE], ids=["screen", "service"])
def test_no_file_keeps_what_was_typed(start: Start, home: Path, script: str) -> None:
    terminal = start("demo", script=script)
    types_a_password(Visitor(terminal))
    terminal.wait_until(
        lambda: "inattendue" in terminal.text or terminal.process.poll() is not None, "the fault"
    )
    if terminal.process.poll() is None:
        terminal.press("f10")
    terminal.wait_end()
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]
