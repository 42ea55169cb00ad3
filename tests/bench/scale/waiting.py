"""Somebody who writes a row twenty times a second, in a process of their own, beside an import.

Prints how long a row waited at most, once standard input ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from models import DatabaseBusy, Election, Espace, TravelClock
from models.tables.throttles import RecentAct
from tests.architecture.source_tree import ROOT
from tests.bench.moment import VOTE_OPEN
from tests.models.databases import election_on

PAUSE = 0.05
"""Seconds between two rows."""


@dataclass
class Waited:
    """What somebody waited for.

    Attributes:
        longest: Seconds of the longest wait; a call that gives up is made again, and counts.
    """

    longest: float = 0.0


@contextmanager
def somebody_writing(election: Election) -> Iterator[Waited]:
    """Hold a writer; yields what is filled in on the way out."""
    section = election.database
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.scale.waiting", section.url or "", str(section.keys)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    waited = Waited()
    try:
        assert writer.stdout
        writer.stdout.readline()
        yield waited
    finally:
        told, _ = writer.communicate()
    waited.longest = json.loads(told)


def main() -> None:
    """Write until standard input ends."""
    url, keys = sys.argv[1:]
    espace = Espace(election_on(url, Path(keys)), TravelClock(VOTE_OPEN))
    over = Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    Thread(target=wait_for_the_end, daemon=True).start()
    longest = 0.0
    _write(espace)
    print("writing", flush=True)
    while not over.wait(PAUSE):
        started = perf_counter()
        _write(espace)
        longest = max(longest, perf_counter() - started)
    espace.close()
    print(json.dumps(longest))


def _write(espace: Espace) -> None:
    while True:
        try:
            with espace.context.transaction():
                RecentAct.create(kind="bench", subject="", at=VOTE_OPEN)
        except DatabaseBusy:
            continue
        return


if __name__ == "__main__":
    main()
