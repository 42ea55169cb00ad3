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
