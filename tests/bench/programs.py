"""The two programs that are compared, each in a terminal of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.bench.bare_app import PLACEHOLDER
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal

BARE_SCREEN = (PLACEHOLDER,)
"""What is on the bare application's first screen once it is complete."""

DEMO_SCREEN = (
    "DÉMONSTRATION",
    "ven. 28 nov. 9 h 30",
    "Activez votre messagerie",
    "Accédez à votre espace électeur",
    "résultats",
    "F10 QUITTEZ",
)
"""What is on the demonstration's first screen once it is complete."""


def bare_program(home: Path, *arguments: str) -> Terminal:
    """Start the bare application."""
    command = [sys.executable, str(ROOT / "tests" / "bench" / "bare_app.py"), *arguments]
    return Terminal(command, environment=surroundings(home))


def demo_program(home: Path, *arguments: str) -> Terminal:
    """Start the demonstration, by its installed command."""
    command = [str(Path(sys.executable).with_name("espace-electeur")), "demo", *arguments]
    return Terminal(command, environment=surroundings(home))
