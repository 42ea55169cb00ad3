"""Closing the urns and writing their archives in a process of its own, with its largest memory."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from models import Election, Espace, TravelClock
from tests.architecture.source_tree import ROOT
from tests.bench.scale.importing import peak_mib
from tests.models.databases import election_on


@dataclass(frozen=True)
class Archiving:
    """Urns to close, and where their archives go."""

    url: str
    keys: str
    folder: str

    @classmethod
    def of(cls, election: Election, folder: Path) -> Archiving:
        """Return the closing of an election."""
        return cls(election.database.url or "", str(election.database.keys), str(folder))

    def measured(self) -> Archived:
        """Run it in another process."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.scale.archiving"],
            input=json.dumps(asdict(self)),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=True,
        )
        return Archived(**json.loads(done.stdout))


@dataclass(frozen=True)
class Archived:
    """What it took.

    Attributes:
        closing: Seconds of the closing, the rewriting of the urns included.
        writing: Seconds of the archives.
        peak_mib: Largest resident memory of the process.
    """

    closing: float
    writing: float
    peak_mib: float


def main() -> None:
    """Close and write what standard input says."""
    order = Archiving(**json.loads(sys.stdin.read()))
    election = election_on(order.url, Path(order.keys))
    after = election.calendar.last_ballots + timedelta(hours=1)
    espace = Espace(election, TravelClock(after))
    started = perf_counter()
    closing = espace.vote.close_vote(source="bench")
    closed = perf_counter()
    assert closing.in_order
    espace.vote.export_archives(Path(order.folder))
    written = Archived(closed - started, perf_counter() - closed, peak_mib())
    espace.close()
    print(json.dumps(asdict(written)))


if __name__ == "__main__":
    main()
