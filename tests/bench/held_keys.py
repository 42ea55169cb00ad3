"""A key that somebody leans on, on a third of a core: how long QUITTEZ waits behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from tests.bench.figures import Figure
from tests.bench.kiosk_visits import PROGRAM, kiosk_election
from tests.journeys.kiosk.borne import Borne
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal

HELD = {
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "Tab": "\t",
    "flèche": "\x1b[B",
    "lettre": "a",
}
"""What is held, by the bytes that xterm sends for it."""
RATES = (30, 60)
"""Keys a second: the usual repeat of a console, and twice that."""
SECONDS = 10.0
NEIGHBOURS = 2
"""Programs that never rest on the same core: a third of it is left for the kiosk."""
SPIN = "while True: pass"
TYPED = "fdupont"
SHOWN = 10
"""Characters of a held letter that are read again behind what was typed."""
AIM = 4.0
"""Seconds from QUITTEZ to standby, whatever was done to the kiosk."""
MOST = 7.0
"""Times what QUITTEZ takes there if no key is held: 0.57 s, and 2.5 s at most behind a held key,
with two thirds of both cores taken by other programs besides."""
LEFT = "left"
"""How a visit has ended whose person pressed QUITTEZ (`VisitEnd`)."""


def held_keys(home: Path) -> list[Figure]:
    """Return how long QUITTEZ takes behind each key, and how many visits were not left by it."""
    core = max(os.sched_getaffinity(0))
    command = ["taskset", "--cpu-list", str(core), str(PROGRAM), "kiosk"]
    command += ["--config", str(kiosk_election(home))]
    with (
        Terminal(command, environment=surroundings(home)) as terminal,
        _neighbours(core),
    ):
        borne = Borne(terminal)
        borne.waits()
        free = sorted(_quits(borne, "", 0) for _ in range(3))[1]
        waited = {
            (key, rate): _quits(borne, sent, rate) for key, sent in HELD.items() for rate in RATES
        }
        forgotten = [key for key, sent in HELD.items() if not _keeps(borne, sent, max(RATES))]
    figures = [
        Figure(f"{key} tenue, {rate}/s, puis QUITTEZ", seconds, "s", free, MOST, aim=AIM)
        for (key, rate), seconds in waited.items()
    ]
    lost = sum(reason != LEFT for reason in _reasons(home))
    return [
        *figures,
        Figure("visites perdues", lost, "", None, 0, absolute=True),
        Figure(_of_texts(forgotten), len(forgotten), "", None, 0, absolute=True),
    ]


def _of_texts(forgotten: list[str]) -> str:
    return " ; ".join(["textes perdus, relus après une touche tenue", *forgotten])


def _quits(borne: Borne, key: str, rate: int) -> float:
    """Hold a key in a visit in which something was typed; return the seconds from F10 to standby.

    No answer is waited for while the key is held: the next one comes all the same.
    """
    _hold(borne, key, rate)
    pressed = monotonic()
    _leave(borne)
    return monotonic() - pressed


def _keeps(borne: Borne, key: str, rate: int) -> bool:
    """Hold a key in a visit in which something was typed; return whether it is still there."""
    _hold(borne, key, rate)
    terminal = borne.terminal
    held = key * int(rate * SECONDS) if key.isalpha() else ""
    terminal.press("home")  # a field that is too long for the screen shows its end otherwise
    try:
        terminal.wait_for(TYPED + held[:SHOWN])
    except AssertionError:
        return False
    finally:
        _leave(borne)
    return True


def _hold(borne: Borne, key: str, rate: int) -> None:
    """Type a text in a new visit, and hold a key there."""
    visitor = borne.opens()
    visitor.opens_the_webmail()
    terminal = borne.terminal
    terminal.type(TYPED)
    visitor.reads(TYPED)
    began = monotonic()
    for number in range(int(rate * SECONDS)):
        terminal.send(key)
        terminal.read_for(max(0.0, began + (number + 1) / rate - monotonic()))


def _leave(borne: Borne) -> None:
    borne.quits()
    borne.terminal.seen.clear()
    del borne.terminal.output[:]


@contextmanager
def _neighbours(core: int) -> Iterator[None]:
    command = ["taskset", "--cpu-list", str(core), sys.executable, "-c", SPIN]
    running = [subprocess.Popen(command) for _ in range(NEIGHBOURS)]
    try:
        yield
    finally:
        for each in running:
            each.kill()
            each.wait()


def _reasons(home: Path) -> list[str]:
    """Return how the visits have ended that were begun."""
    lines = (home / "journaux" / "visits.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["reason"] for line in lines]
