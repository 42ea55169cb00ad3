"""`admin check --fast` on a whole roll: a monitor asks it every minute."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import monotonic

from models import Election, election_template
from tests.architecture.source_tree import ROOT
from tests.bench.figures import Figure
from tests.bench.monitoring import LIBRARIES
from tests.bench.scale.electorate import Electorate
from tests.journeys.surroundings import surroundings

ROUNDS = 5
AIM = 1.0
"""Seconds, on an idle machine (issue 19)."""
LIMIT = 4.0
"""Times a Python that only imports the libraries, as for `kiosk --check --fast`."""


def checking(electorate: Electorate, kind: str) -> list[Figure]:
    """Return how long a monitor waits for its answer, beside what importing takes."""
    election, imported = electorate.loaded(kind)
    config = _written(election, electorate.folder / f"check_{kind.lower()}.toml")
    check = [sys.executable, "-m", "tui", "admin", "check", "--fast", "--json"]
    plain = [sys.executable, "-I", "-c", LIBRARIES]
    taken = [
        (_seconds([*check, "--config", str(config)], config), _seconds(plain, config))
        for _ in range(ROUNDS)
    ]
    seconds, yardstick = (median(column) for column in zip(*taken, strict=True))
    name = f"{kind} : admin check --fast, {imported.electors} électeurs"
    return [Figure(name, seconds, "s", yardstick, LIMIT, aim=AIM)]


def _written(election: Election, path: Path) -> Path:
    """Write an election file for the database of an election."""
    database = election.database
    place = f'url = "{database.url}"\nkeys = "{database.keys}"'
    text = re.sub(r"(?m)^url = .*", lambda _: place, election_template(), count=1)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def _seconds(command: list[str], config: Path) -> float:
    began = monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(config.parent), capture_output=True, check=False
    )
    seconds = monotonic() - began
    # A fault of the election, 2, would be found in less time.
    assert done.returncode in {0, 1} or b'"state"' in done.stdout, done.stderr
    return seconds
