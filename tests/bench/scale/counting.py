"""A count from closing to minutes in a process of its own, with its largest memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from models import Espace, Presence, TravelClock
from tests.architecture.source_tree import ROOT
from tests.bench.scale.filled_urns import SOURCE, FilledUrn
from tests.bench.scale.importing import peak_mib
from tests.bench.sealed_poll import reopened
from tests.models.services.vote.board import PASSPHRASES

MEMBERS = (1, 3, 5)
FORGET_PEAK = "5"
"""What makes Linux begin anew with the largest memory of a process (proc(5), clear_refs)."""


@dataclass(frozen=True)
class Counting:
    """Urns to count, and where the archives and the minutes go."""

    url: str
    keys: str
    sticks: str
    folder: str
    minutes: str

    @classmethod
    def of(cls, urn: FilledUrn, folder: Path, minutes: Path) -> Counting:
        """Return the count of a filled urn."""
        section = urn.election.database
        places = (section.keys, urn.sticks, folder, minutes)
        return cls(section.url or "", *(str(place) for place in places))

    def measured(self) -> CountTimes:
        """Run it in another process."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.scale.counting"],
            input=json.dumps(asdict(self)),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=True,
        )
        return CountTimes(**json.loads(done.stdout))


@dataclass(frozen=True)
class CountTimes:
    """What it took, in seconds.

    Attributes:
        closing: The closing.
        adding_up: Checking, comparing and adding up.
        opening: The shares of three members, their passphrases included.
        finishing: The result by both programs.
        minutes: The minutes of all scrutins, written.
        archiving: The archive, written again.
        cpu: CPU seconds of all of it and its processes, without the database server's.
        peak_mib: Largest resident memory of the process, but for the opening: a passphrase takes
            256 MiB by itself, however many ballots there are.
    """

    closing: float
    adding_up: float
    opening: float
    finishing: float
    minutes: float
    archiving: float
    cpu: float
    peak_mib: float

    @property
    def counting(self) -> float:
        """From closing to minutes."""
        return self.closing + self.adding_up + self.opening + self.finishing + self.minutes


def _draw_lots(espace: Espace, present: list[Presence]) -> None:
    """Draw the lots that a tie asks for: few ballots tie often."""
    for result in espace.board.list_results():
        while result.allocation is not None and (lot := result.allocation.lot_due) is not None:
            result = espace.board.enter_lot(present, result.code, lot.tied[0], source=SOURCE)


def main() -> None:
    """Count what standard input says."""
    order = Counting(**json.loads(sys.stdin.read()))
    election = reopened(order.url, order.keys)
    after = election.calendar.last_ballots + timedelta(hours=1)
    espace = Espace(election, TravelClock(after))
    president, secretary = (Presence(one, after) for one in espace.board.list_members()[:2])
    moments = [perf_counter()]
    closing = espace.vote.close_vote(source=SOURCE)
    moments.append(perf_counter())
    assert closing.right
    state = espace.board.add_up([president], source=SOURCE)
    moments.append(perf_counter())
    peak = peak_mib()
    assert not any(urn.trouble for urn in state.urns), state
    for member in MEMBERS:
        content = (Path(order.sticks) / f"part-{member}.json").read_bytes()
        espace.board.take_share(content, PASSPHRASES[member - 1], source=SOURCE)
    moments.append(perf_counter())
    Path("/proc/self/clear_refs").write_text(FORGET_PEAK)
    state = espace.board.finish_count([president], source=SOURCE)
    moments.append(perf_counter())
    assert state.counted
    assert not any(urn.trouble for urn in state.urns), state
    assert espace.board.list_incidents() == ()
    _draw_lots(espace, [president, secretary])
    espace.board.write_minutes([president, secretary], Path(order.minutes), source=SOURCE)
    moments.append(perf_counter())
    espace.vote.export_archives(Path(order.folder))
    moments.append(perf_counter())
    espace.close()
    times = [later - earlier for earlier, later in pairwise(moments)]
    peak = max(peak, peak_mib())
    numbers = (*times, sum(os.times()[:4]), peak)
    print(json.dumps(dict(zip(CountTimes.__annotations__, numbers, strict=True))))


if __name__ == "__main__":
    main()
