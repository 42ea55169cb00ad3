"""From the start of the process to the first complete screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.figures import Figure, by_rank
from tests.bench.programs import BARE_SCREEN, DEMO_SCREEN, bare_program, demo_program
from tests.journeys.terminal import Terminal

ROUNDS = 7
LIMIT = 1.8
"""Times the bare application; the noise of a machine moves it by a tenth."""


def first_paint(home: Path) -> list[Figure]:
    """Return the demonstration's first paint beside the bare application's.

    Both are started in turn, after one start each that is not counted: it
    compiles what had not been compiled yet.
    """
    bare: list[float] = []
    demo: list[float] = []
    for number in range(ROUNDS + 1):
        for start, screen, times in (
            (bare_program, BARE_SCREEN, bare),
            (demo_program, DEMO_SCREEN, demo),
        ):
            seconds = _seconds_to(start, home, screen)
            if number:
                times.append(seconds * 1000)
    return by_rank("premier écran de la démonstration", demo, bare, LIMIT, [50])


def _seconds_to(start: Callable[[Path], Terminal], home: Path, screen: Sequence[str]) -> float:
    """Return the seconds from the start of a program to its complete screen."""
    with start(home) as terminal:
        terminal.wait_for(*screen)
        return terminal.read_at - terminal.started_at
