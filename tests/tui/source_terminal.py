"""A terminal with a program that is started from the sources, without an installation."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.journeys.surroundings import COLOURS
from tests.journeys.terminal import Terminal

OF_ANOTHER_TERMINAL = ("COLORTERM", "COLUMNS", "LINES")


def source_terminal(
    *arguments: str | Path,
    term: str = "xterm-256color",
    size: tuple[int, int] = (80, 24),
    **environment: str,
) -> Terminal:
    """Start Python with arguments in a terminal, in the project's folder.

    Its environment is that of the tests, without what their own terminal has put there.
    """
    inherited = {name: text for name, text in os.environ.items() if name not in OF_ANOTHER_TERMINAL}
    columns, lines = size
    return Terminal(
        [sys.executable, *arguments],
        environment=inherited | {"TERM": term} | COLOURS.get(term, {}) | environment,
        folder=ROOT,
        columns=columns,
        lines=lines,
    )


FORM = ["-m", "tests.tui.pty_visit"]
"""The program that shows the sample form."""
F5 = "\x1b[15~"


def shown(terminal: Terminal) -> Terminal:
    """Wait until the form is shown and its first field has the focus."""
    terminal.wait_for("QUITTEZ", "Code", "Échap Retour")
    terminal.wait_until(lambda: any(bar in terminal.text for bar in "▌║"), "the focus")
    terminal.settle(0.3)
    return terminal


def afresh(terminal: Terminal) -> Terminal:
    """Begin another visit on the form, and wait until the whole of it is painted."""
    terminal.settle(0.1)
    terminal.erase()
    terminal.send(F5)
    return shown(terminal)


def leave_by_key(terminal: Terminal) -> int:
    """Press F10 until the visit ends, as a person does, and return the exit status."""
    while terminal.running:
        terminal.press("f10")
        terminal.read(0.5)
    return terminal.wait_end()
