"""One import in a process of its own; prints its seconds and its largest resident memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

from models import Election, Espace, TravelClock
from tests.architecture.source_tree import ROOT
from tests.bench.moment import VOTE_OPEN
from tests.models.databases import election_on
from tui.command_line.environment import postpone_collection, resume_collection


@dataclass(frozen=True)
class Import:
    """A roll to load into a database without tables."""

    url: str
    keys: str
    roll: str

    @classmethod
    def of(cls, election: Election, roll: Path) -> Import:
        """Return the import of a roll into an election's database."""
        return cls(election.database.url or "", str(election.database.keys), str(roll))

    def measured(self) -> Imported:
        """Run it in another process."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.scale.importing"],
            input=json.dumps(asdict(self)),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=True,
        )
        return Imported(**json.loads(done.stdout))


@dataclass(frozen=True)
class Imported:
    """What an import took.

    Attributes:
        seconds: Reading, validation and duplicate checks included.
        cpu_seconds: Of its process, and of a server that it wrote to.
        peak_mib: Largest resident memory of its process.
    """

    electors: int
    entries: int
    seconds: float
    cpu_seconds: float
    blocked_seconds: float
    peak_mib: float


def main() -> None:
    """Import what standard input says, as the command line does."""
    order = Import(**json.loads(sys.stdin.read()))
    postpone_collection()
    espace = Espace(election_on(order.url, Path(order.keys)), TravelClock(VOTE_OPEN))
    espace.administration.migrate()
    resume_collection()
    started, computed = perf_counter(), process_time()
    report = espace.administration.import_roll(Path(order.roll), source="bench")
    outcome = Imported(
        report.electors,
        report.entries,
        perf_counter() - started,
        process_time() - computed,
        report.blocked_seconds,
        peak_mib(),
    )
    espace.close()
    print(json.dumps(asdict(outcome)))


def peak_mib() -> float:
    """Return the largest resident memory of this very program.

    `getrusage` would give that of the process that started it, if that one is larger.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, flags=re.MULTILINE)
    assert found
    return int(found[1]) / 1024


if __name__ == "__main__":
    main()
