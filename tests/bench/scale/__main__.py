"""`python -m tests.bench.scale`: measure at scale, print a table, write `build/bench-scale.json`.

Everything is in one folder of its own for the run, which is deleted at its end:
about three gigabytes for a million electors.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.bench.figures import Figure
from tests.bench.machine import LoadWatch
from tests.bench.report import publish
from tests.bench.scale.archives import archives
from tests.bench.scale.backups import backup_and_restoration
from tests.bench.scale.calls import calls
from tests.bench.scale.checking import checking
from tests.bench.scale.counts import counts
from tests.bench.scale.deposits import deposits
from tests.bench.scale.desk_day import desk_day
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate, electorate
from tests.bench.scale.evening import evening
from tests.bench.scale.finding import finding
from tests.bench.scale.flood import flood
from tests.bench.scale.imports import first_load, memory
from tests.bench.scale.waits import waits

RESULTS = ROOT / "build" / "bench-scale.json"
ELECTORS = 1_000_000


def _calls(of: Electorate) -> list[Figure]:
    """Measure the calls of the path on both databases."""
    return [figure for kind in (SQLITE, POSTGRESQL) for figure in calls(of, kind)]


def _finding(of: Electorate) -> list[Figure]:
    """Measure an agent's search on both databases."""
    return [figure for kind in (SQLITE, POSTGRESQL) for figure in finding(of, kind)]


def _checking(of: Electorate) -> list[Figure]:
    """Measure a monitor's check on both databases."""
    return [figure for kind in (SQLITE, POSTGRESQL) for figure in checking(of, kind)]


SUBJECTS: dict[str, Callable[[Electorate], list[Figure]]] = {
    "import-sqlite": lambda of: first_load(of, SQLITE),
    "import-postgresql": lambda of: first_load(of, POSTGRESQL),
    "backup-sqlite": lambda of: backup_and_restoration(of, SQLITE),
    "backup-postgresql": lambda of: backup_and_restoration(of, POSTGRESQL),
    "memory": memory,
    "waits": waits,
    "check": _checking,
    "calls": _calls,
    "desk": _finding,
    "desk-day": desk_day,
    "evening": lambda of: evening(of.loaded(POSTGRESQL)[0]),
    "deposits": deposits,
    "archives": archives,
    "count": counts,
    "flood": lambda of: flood(of.loaded(POSTGRESQL)[0]),
}
"""In this order: the loads come first, and the later ones use what they have loaded."""


def main() -> int:
    """Return the exit status: 1 if a limit does not hold and `--strict` was given."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.scale", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--electors", type=int, default=ELECTORS, metavar="N")
    parser.add_argument("--strict", action="store_true", help="fail if a limit does not hold")
    asked = parser.parse_args()
    if unknown := set(asked.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    watch = LoadWatch()
    with (
        tempfile.TemporaryDirectory() as folder,
        electorate(asked.electors, Path(folder)) as of,
    ):
        for name, measure in SUBJECTS.items():
            if not asked.subjects or name in asked.subjects:
                print(f"… {name}", file=sys.stderr, flush=True)
                figures += measure(of)
        load = watch.load(of.server_seconds())
    return publish(figures, load, RESULTS, strict=asked.strict)


if __name__ == "__main__":
    raise SystemExit(main())
