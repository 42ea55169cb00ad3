"""`python -m tests.bench`: measure, print a table, and write `build/bench.json`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models import Espace
from tests.architecture.source_tree import ROOT
from tests.bench.answering import answering
from tests.bench.ballots import ballots
from tests.bench.bare_driver import bare_driver, copy_file
from tests.bench.enumeration import enumeration
from tests.bench.figures import Figure
from tests.bench.first_paint import first_paint
from tests.bench.held_keys import held_keys
from tests.bench.hostile_mails import hostile_mails
from tests.bench.kiosk_visits import kiosk_visits
from tests.bench.machine import LoadWatch
from tests.bench.monitoring import monitoring
from tests.bench.report import publish
from tests.bench.roll import first_half, opened_roll
from tests.bench.same_work import same_work
from tests.bench.service_calls import CALLED, ON_A_FILE, ON_A_FILE_AIM, service_calls
from tests.bench.ssh.sessions import ssh_sessions
from tests.bench.verifying import verifying
from tests.bench.voting import voting
from tui.command_line.environment import postpone_collection, resume_collection

RESULTS = ROOT / "build" / "bench.json"


@contextmanager
def _on_the_roll(folder: Path) -> Iterator[Espace]:
    """Open the election as a visit does: what it imports is left out of later collections."""
    postpone_collection()
    espace = opened_roll(folder / "roll").verify()
    resume_collection()
    try:
        yield espace
    finally:
        espace.close()


def _calls(folder: Path) -> list[Figure]:
    """Measure what needs the hundred thousand electors."""
    with (
        _on_the_roll(folder) as espace,
        bare_driver(espace, copy_file(espace.election, folder / "bare.sqlite")) as driver,
    ):
        return [
            *service_calls(espace, first_half(CALLED), driver, ON_A_FILE, ON_A_FILE_AIM),
            *same_work(espace),
            *verifying(espace.election),
        ]


def _enumeration(folder: Path) -> list[Figure]:
    """Measure what tells a stranger who has an account."""
    with _on_the_roll(folder) as espace:
        return enumeration(espace)


SUBJECTS: dict[str, Callable[[Path], list[Figure]]] = {
    "paint": first_paint,
    "keys": answering,
    "calls": _calls,
    "enumeration": _enumeration,
    "mails": hostile_mails,
    "kiosk": kiosk_visits,
    "held": held_keys,
    "monitoring": monitoring,
    "ssh": ssh_sessions,
    "vote": voting,
    "ballots": ballots,
}


def main() -> int:
    """Return the exit status: 1 if a limit does not hold and `--strict` was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--strict", action="store_true", help="fail if a limit does not hold")
    asked = parser.parse_args()
    if unknown := set(asked.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    watch = LoadWatch()
    for name, measure in SUBJECTS.items():
        if not asked.subjects or name in asked.subjects:
            print(f"… {name}", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                figures += measure(Path(folder))
    return publish(figures, watch.load(), RESULTS, strict=asked.strict)


if __name__ == "__main__":
    raise SystemExit(main())
