"""QUITTEZ is the only way out by the keyboard; signals and a closed window end the visit too."""

from __future__ import annotations

import os
import resource
import signal
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.conftest import Start
from tests.journeys.surroundings import sandboxes_left
from tests.journeys.terminal import PATIENCE
from tests.journeys.visitor import NUMEN, Visitor

INERT = ("ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+d", "ctrl+backslash")


def test_no_other_key_leaves_the_program(
    start: Start, home: Path, subtests: pytest.Subtests
) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    terminal.settle()
    first_page = visitor.page
    for key in INERT:
        with subtests.test(key):
            visitor.presses(key)
            visitor.presses("f1")
            visitor.reads("Fermer", "Adresse de la messagerie")
            visitor.presses(key, "escape")
            terminal.wait_until(partial(shows, visitor, first_page), "the same page as before")
            visitor.opens_the_webmail()
            visitor.presses(key, "escape")
            terminal.wait_until(partial(shows, visitor, first_page), "the same page as before")
    visitor.quits()
    assert not list(home.glob("*.svg"))


def shows(visitor: Visitor, page: list[str]) -> bool:
    """Return whether a visitor sees a page, the whole of it."""
    return visitor.page == page


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_gives_the_terminal_back(start: Start, home: Path, number: signal.Signals) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    terminal.type("fdupont")
    terminal.process.send_signal(number)
    assert terminal.wait_end() in (0, 128 + number)
    assert terminal.faults_left() == []
    assert sandboxes_left(home) == []


NEVER_FILLED = """
from threading import Event
import tui.demo.sandbox as sandbox
def fill(directory, clock, sample):
    Event().wait()
sandbox.fill = fill
from tui.cli import main
main()
"""


def test_a_visit_that_does_not_end_by_itself_is_ended_and_leaves_nothing(
    start: Start, home: Path
) -> None:
    terminal = start("demo", script=NEVER_FILLED)
    Visitor(terminal).arrives()
    terminal.wait_until(lambda: sandboxes_left(home) != [], "the sandbox")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.wait_end() == 128 + signal.SIGTERM
    assert sandboxes_left(home) == []


@pytest.mark.parametrize("ignored", [False, True], ids=["hangup", "hangup ignored"])
def test_a_closed_window_ends_the_program_at_once(start: Start, home: Path, ignored: bool) -> None:
    terminal = start("demo", hangup_ignored=ignored)
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.reads("Connexion")
    before = seconds_spent_by_children() + seconds_spent_by(terminal.process.pid)
    terminal.close()
    terminal.process.wait(PATIENCE)
    assert seconds_spent_by_children() - before < 8.0
    assert sandboxes_left(home) == []


def seconds_spent_by(process: int) -> float:
    """Return the processor time of a program so far, and of those it has seen end (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def seconds_spent_by_children() -> float:
    """Return the processor time of every program of this test that has ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_the_next_program_clears_what_a_killed_one_has_left(start: Start, home: Path) -> None:
    killed = start("demo")
    Visitor(killed).arrives()
    killed.wait_until(lambda: bool(list(home.rglob("demonstration.sqlite"))), "the sandbox")
    killed.process.kill()
    killed.process.wait()
    assert sandboxes_left(home)
    visitor = Visitor(start("demo"))
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail("fdupont", NUMEN)
    visitor.reads("Remplacez votre NUMEN")
    visitor.quits()
    assert sandboxes_left(home) == []
