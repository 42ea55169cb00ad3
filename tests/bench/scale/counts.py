"""How long an urn takes from its closing to its minutes, beside the tool on the same archive.

The ballots are real: all cores make them beforehand, which takes nearly as long as checking them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from models.voting.belenios_tool import find_tool
from models.voting.verification import verify_archive
from tests.bench.figures import Figure
from tests.bench.scale.counting import Counting, CountTimes
from tests.bench.scale.electorate import POSTGRESQL, Electorate
from tests.bench.scale.filled_urns import filled_urn

BALLOTS = 100_000
LISTS = 17
MOST_CPU, MOST_CPU_REPLAYED = 2.0, 1.5
"""CPU time, times the tool's to verify the same archive: a count checks each ballot twice, in the
urn before they are added up, and in the archive as everybody will. What each takes by the clock
depends on what else the machine does, and the tool has one process: it is shown, and no limit."""
FLAT = 1.15
"""Times the memory of a tenth of the ballots."""


def counts(electorate: Electorate) -> list[Figure]:
    """Return what a count takes, and its memory."""
    ballots = min(BALLOTS, electorate.electors)
    tenth, _ = _counted(electorate, ballots // 10)
    whole, archive = _counted(electorate, ballots)
    ours, ours_cpu = _timed(lambda: _replay(archive))
    theirs, theirs_cpu = _timed(lambda: find_tool().verify_archive(archive))
    what = f"{ballots} bulletins de {LISTS} listes"
    return [
        Figure(f"{what} : de la fermeture aux procès-verbaux", whole.counting, "s", theirs, None),
        Figure("  dont fermeture", whole.closing, "s", theirs, None),
        Figure("  dont vérification et somme", whole.adding_up, "s", theirs, None),
        Figure("  dont ouverture par trois membres", whole.opening, "s", theirs, None),
        Figure("  dont résultat par les deux programmes", whole.finishing, "s", theirs, None),
        Figure("  dont procès-verbaux", whole.minutes, "s", theirs, None),
        Figure("  archive écrite de nouveau", whole.archiving, "s", theirs, None),
        Figure("  temps de calcul de tout cela", whole.cpu, "s", theirs_cpu, MOST_CPU),
        Figure(f"{what} : archive rejouée", ours, "s", theirs, None),
        Figure("  temps de calcul", ours_cpu, "s", theirs_cpu, MOST_CPU_REPLAYED),
        Figure(
            "dépouillement : mémoire, à côté d'un dixième des bulletins",
            whole.peak_mib,
            "Mio",
            tenth.peak_mib,
            FLAT,
        ),
    ]


def _counted(electorate: Electorate, ballots: int) -> tuple[CountTimes, Path]:
    """Return what the count of so many ballots took, and its archive."""
    name = f"count_{ballots}"
    urn = filled_urn(electorate, POSTGRESQL, name, ballots)
    print(f"  {ballots} bulletins faits en {urn.seconds:.0f} s", file=sys.stderr, flush=True)
    folder = electorate.folder / f"{name}_archives"
    minutes = electorate.folder / f"{name}_minutes"
    folder.mkdir()
    minutes.mkdir()
    times = Counting.of(urn, folder, minutes).measured()
    print(f"  {ballots} bulletins : {times}", file=sys.stderr, flush=True)
    electorate.drop(POSTGRESQL, name)
    return times, max(folder.iterdir(), key=lambda path: path.stat().st_size)


def _replay(archive: Path) -> None:
    with archive.open("rb") as file:
        verify_archive(file)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that an act takes by the clock, and the CPU seconds of its processes."""
    before, began = sum(os.times()[:4]), perf_counter()
    act()
    return perf_counter() - began, sum(os.times()[:4]) - before
