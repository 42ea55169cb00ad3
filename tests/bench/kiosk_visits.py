"""Visits of a kiosk, one after the other: how soon each begins, and what they leave in the host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.bench.figures import Figure, by_rank
from tests.bench.programs import BARE_SCREEN, bare_program
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal

VISITS = 500
SETTLED = 10
"""Visits after which the host's memory is compared."""
BETWEEN = 25
"""Visits from one start of the bare application to the next."""
STANDBY = "Appuyez sur une touche"
HOME_SCREEN = ("Activez votre messagerie", "Accédez à votre espace électeur", "F10 QUITTEZ")
PROGRAM = Path(sys.executable).with_name("espace-electeur")
DEAF = 0.35
"""Seconds after QUITTEZ in which standby takes no key."""
UNHEARD, TRIES = 10.0, 6
"""Seconds after which a key is pressed again, and how often it is pressed: on a busy machine
standby is on the screen before it counts the seconds in which it takes no key, and the kiosk ends
a visit that does not answer for 5 s."""
STANDBY_LIMIT, HOME_LIMIT = 1.0, 0.65
"""Times the bare application started fresh: 0.7 and 0.4 was measured on a machine kept busy."""
AIM = 150.0
"""Milliseconds to the next person's first screen, on an idle machine."""
MOST_GROWTH = 2.0
"""MiB of the host's memory, from the tenth visit to the last."""


@dataclass(slots=True)
class Visits:
    """What was measured at each visit.

    Attributes:
        starts: Seconds from QUITTEZ to the standby screen of the next process.
        opens: Seconds from a key to the home screen.
        bare: Seconds of starts of the bare application, spread over the visits.
        memory: Resident in the host afterwards, MiB.
        descriptors: Open in the host afterwards.
    """

    starts: list[float] = field(default_factory=list)
    opens: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)


def kiosk_visits(home: Path) -> list[Figure]:
    """Return what 500 visits in a row cost; the yardstick is a bare application started fresh."""
    visits = Visits()
    config = kiosk_election(home)
    command = [str(PROGRAM), "kiosk", "--config", str(config)]
    _bare_start(home)  # Not counted: it compiles what had not been compiled yet.
    with Terminal(command, environment=surroundings(home)) as terminal:
        terminal.wait_for(STANDBY)
        host = terminal.process.pid
        for number in range(VISITS):
            if number % BETWEEN == 0:
                visits.bare.append(_bare_start(home))
            terminal.read_for(DEAF)
            visits.opens.append(_opens(terminal))
            visits.starts.append(_next_start(terminal))
            visits.memory.append(_resident(host))
            visits.descriptors.append(len(os.listdir(f"/proc/{host}/fd")))
        left = len(_children(host)) - 2  # the guardian, and the process on standby
    return [
        *_times(visits),
        *_left_in_the_host(visits),
        Figure("processus de trop", left, "", None, 0, absolute=True),
    ]


def _times(visits: Visits) -> list[Figure]:
    starts, opens, bare = (
        [seconds * 1000 for seconds in taken]
        for taken in (visits.starts, visits.opens, visits.bare)
    )
    return [
        *by_rank(
            "borne : de QUITTEZ à l'écran d'attente", starts, bare, STANDBY_LIMIT, [50, 95], AIM
        ),
        *by_rank("borne : de la touche à l'accueil", opens, bare, HOME_LIMIT, [50], AIM),
    ]


def _left_in_the_host(visits: Visits) -> list[Figure]:
    """Return what the host keeps of the visits: no other program changes memory and counts."""
    growth = max(visits.memory[SETTLED:]) - visits.memory[SETTLED - 1]
    descriptors = max(visits.descriptors) - visits.descriptors[SETTLED - 1]
    name = f"mémoire de l'hôte : croissance en {VISITS} visites"
    return [
        Figure(name, growth, "Mio", None, MOST_GROWTH, absolute=True),
        Figure("descripteurs de plus dans l'hôte", descriptors, "", None, 0, absolute=True),
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
    """Press a key, again if nothing came of it, and return the seconds to the screen.

    Raises:
        AssertionError: Nothing came of the last one either; it shows the screen.
    """
    tries = 0
    while True:
        tries += 1
        pressed = monotonic()
        terminal.press(key)
        try:
            terminal.wait_for(*texts, within=UNHEARD)
        except AssertionError:
            if tries == TRIES:
                raise
        else:
            break
    terminal.seen.clear()
    del terminal.output[:]
    return terminal.read_at - pressed


def kiosk_election(home: Path) -> Path:
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
