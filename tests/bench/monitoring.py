"""`kiosk --check --fast`, as a monitor asks it: all well, or with a database that is silent."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from statistics import median
from time import monotonic

from tests.bench.figures import Figure
from tests.bench.kiosk_visits import PROGRAM, kiosk_election
from tests.journeys.surroundings import surroundings

ROUNDS = 5
LIBRARIES = "import argon2, cryptography.fernet, msgspec, peewee, typer"
"""What the plainest program that reads an election file and its database imports."""
AIM = 1.0
"""Seconds that a monitor waits."""
LIMIT = 4.0
"""Times a Python that only imports those libraries: 1.9 was measured, 2.5 with a locked base."""


def monitoring(home: Path) -> list[Figure]:
    """Return how long a monitor waits for an answer, beside what importing takes."""
    config = kiosk_election(home)
    figures = [_figure("tout va bien", config, home)]
    with closing(sqlite3.connect(config.parent / "donnees" / "election.sqlite")) as holder:
        holder.isolation_level = None
        holder.execute("BEGIN EXCLUSIVE")
        figures.append(_figure("base SQLite verrouillée", config, home))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        served = f'url = "postgresql://u@127.0.0.1:{silent.getsockname()[1]}/e"\nkeys = "cles"'
        text = config.read_text(encoding="utf-8")
        config.write_text(re.sub(r"(?m)^url = .*", served, text), encoding="utf-8")
        figures.append(_figure("serveur PostgreSQL muet", config, home))
    return figures


def _figure(name: str, config: Path, home: Path) -> Figure:
    check = [str(PROGRAM), "kiosk", "--check", "--fast", "--config", str(config)]
    plain = [sys.executable, "-I", "-c", LIBRARIES]
    taken = [(_seconds(check, home), _seconds(plain, home)) for _ in range(ROUNDS)]
    seconds, yardstick = (median(column) for column in zip(*taken, strict=True))
    return Figure(f"kiosk --check --fast, {name}", seconds, "s", yardstick, LIMIT, aim=AIM)


def _seconds(command: list[str], home: Path) -> float:
    began = monotonic()
    subprocess.run(command, env=surroundings(home), capture_output=True, check=False)
    return monotonic() - began
