"""How long an urn takes from its closing to its result, beside the tool on the same archive.

The ballots are real: all cores make them beforehand, which takes nearly as long as checking them.
"""

from __future__ import annotations

import sys
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
SLOWEST = 1.0
"""From closing to counted, times the tool's verification of the same archive: it is on one core."""
FLAT = 1.15
"""Times the memory of a tenth of the ballots."""


def counts(electorate: Electorate) -> list[Figure]:
    """Return what a count takes, and its memory."""
    ballots = min(BALLOTS, electorate.electors)
    tenth, _ = _counted(electorate, ballots // 10)
    whole, archive = _counted(electorate, ballots)
    ours, theirs = _verified(archive)
    what = f"{ballots} bulletins de {LISTS} listes"
    return [
        Figure(f"{what} : de la fermeture au résultat", whole.counting, "s", theirs, SLOWEST),
        Figure("  dont fermeture", whole.closing, "s", theirs, None),
        Figure("  dont vérification et somme", whole.adding_up, "s", theirs, None),
        Figure("  dont ouverture par trois membres", whole.opening, "s", theirs, None),
        Figure("  dont résultat par les deux programmes", whole.finishing, "s", theirs, None),
        Figure("  archive écrite de nouveau", whole.archiving, "s", theirs, None),
        Figure(f"{what} : archive rejouée", ours, "s", theirs, SLOWEST),
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
    folder.mkdir()
    times = Counting.of(urn, folder).measured()
    electorate.drop(POSTGRESQL, name)
    return times, max(folder.iterdir(), key=lambda path: path.stat().st_size)


def _verified(archive: Path) -> tuple[float, float]:
    """Return the seconds that our verification takes on all cores, and the tool's."""
    began = perf_counter()
    with archive.open("rb") as file:
        verify_archive(file)
    ours = perf_counter() - began
    began = perf_counter()
    find_tool().verify_archive(archive)
    return ours, perf_counter() - began
