"""Visits of a kiosk, one after the other: how soon each begins, and what they leave in the host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import monotonic

from tests.bench.figures import Figure, percentile
from tests.bench.programs import BARE_SCREEN, bare_program
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal

VISITS = 500
SETTLED = 10
"""Visits after which the host's memory is compared."""
BARE_STARTS = 7
STANDBY = "Appuyez sur une touche"
HOME_SCREEN = ("Activez votre messagerie", "Accédez à votre espace électeur", "F10 QUITTEZ")
PROGRAM = Path(sys.executable).with_name("espace-electeur")
DEAF = 0.35
"""Seconds after QUITTEZ in which standby takes no key."""
MOST_START = 150.0
"""Milliseconds to the next person's first screen."""
MOST_GROWTH = 2.0
"""MiB of the host's memory, from the tenth visit to the last."""


def kiosk_visits(home: Path) -> list[Figure]:
    """Return what 500 visits in a row cost; the yardstick is a bare application started fresh."""
    bare = median(_bare_start(home) for _ in range(BARE_STARTS)) * 1000
    config = _election(home)
    command = [str(PROGRAM), "kiosk", "--config", str(config)]
    with Terminal(command, environment=surroundings(home)) as terminal:
        terminal.wait_for(STANDBY)
        host = terminal.process.pid
        starts, opens, memory, descriptors = [], [], [], []
        for _ in range(VISITS):
            terminal.read_for(DEAF)
            opens.append(_opens(terminal))
            starts.append(_next_start(terminal))
            memory.append(_resident(host))
            descriptors.append(len(os.listdir(f"/proc/{host}/fd")))
        left = len(_children(host)) - 2  # the guardian, and the process on standby
    growth = max(memory[SETTLED:]) - memory[SETTLED - 1]
    middle = median(starts) * 1000
    return [
        Figure("borne : de QUITTEZ à l'écran d'attente, médiane", middle, "ms", bare, MOST_START),
        Figure("la même ÷ application nue lancée à neuf", middle / bare, "×", 1.0, 1.0),
        Figure("la même, 95e centile", percentile(starts, 95) * 1000, "ms", bare, bare),
        Figure("de la touche à l'accueil, médiane", median(opens) * 1000, "ms", bare, MOST_START),
        Figure(
            f"mémoire de l'hôte : croissance en {VISITS} visites", growth, "Mio", None, MOST_GROWTH
        ),
        Figure(
            "descripteurs de plus dans l'hôte",
            max(descriptors) - descriptors[SETTLED - 1],
            "",
            None,
            0,
        ),
        Figure("processus de trop", left, "", None, 0),
    ]


def _bare_start(home: Path) -> float:
    with bare_program(home) as terminal:
        terminal.wait_for(*BARE_SCREEN)
        return terminal.read_at - terminal.started_at


def _opens(terminal: Terminal) -> float:
    """Press a key on standby, and return the seconds to the complete home screen."""
    return _seconds_to(terminal, " ", *HOME_SCREEN)


def _next_start(terminal: Terminal) -> float:
    """Press QUITTEZ, and return the seconds to the complete standby screen of the next process."""
    return _seconds_to(terminal, "f10", STANDBY)


def _seconds_to(terminal: Terminal, key: str, *texts: str) -> float:
    pressed = monotonic()
    terminal.press(key)
    terminal.wait_for(*texts)
    terminal.seen.clear()
    del terminal.output[:]
    return terminal.read_at - pressed


def _election(home: Path) -> Path:
    """Make an election on the embedded parts whose logs are in the folder; return its file."""
    config = home / "election.toml"
    command = [str(PROGRAM), "admin", "init", "--config", str(config)]
    subprocess.run(command, check=True, capture_output=True, env=surroundings(home))
    text = config.read_text(encoding="utf-8")
    logs = f'[logs]\ndirectory = "{home / "journaux"}"\n'
    config.write_text(re.sub(r"(?m)^\[logs\]\n", logs, text), encoding="utf-8")
    return config


def _resident(pid: int) -> float:
    """Return the resident memory of a process, MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
