"""How long a first load takes beside the plainest writing of its rows, and what memory it needs."""

from __future__ import annotations

from tests.bench.figures import Figure
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate
from tests.bench.scale.importing import Import
from tests.bench.scale.yardsticks import by_copy, by_executemany

LONGEST = 2.5
"""Times the yardstick."""
MOST_MEMORY = 150.0
"""MiB."""
FLAT = 1.15
"""Times the memory of a tenth of the roll: what does not grow, but for the allocator's chance."""

_YARDSTICKS = {SQLITE: by_executemany, POSTGRESQL: by_copy}


def first_load(electorate: Electorate, kind: str) -> list[Figure]:
    """Return the time of a first load over that of its rows alone, and its rate.

    Reading, validation and duplicate checks are in the first load.
    """
    election, imported = electorate.loaded(kind)
    name = f"yardstick_{kind.lower()}"
    plain = _YARDSTICKS[kind](election, electorate.empty(kind, name))
    electorate.drop(kind, name)
    people = imported.electors
    return [
        Figure(f"{kind} : première charge ÷ étalon", imported.seconds / plain, "×", 1.0, LONGEST),
        Figure(
            f"{kind} : {people} électeurs, {imported.entries} inscriptions",
            imported.seconds,
            "s",
            plain,
            LONGEST * plain,
        ),
        Figure(
            f"{kind} : électeurs par seconde",
            people / imported.seconds,
            "/s",
            people / plain,
            people / plain / LONGEST,
            at_least=True,
        ),
    ]


def memory(electorate: Electorate) -> list[Figure]:
    """Return the largest resident memory of both imports, and over that of a tenth of the roll."""
    figures: list[Figure] = []
    for kind in (SQLITE, POSTGRESQL):
        name = f"tenth_{kind.lower()}"
        election = electorate.empty(kind, name)
        tenth = Import.of(election, electorate.roll(electorate.electors // 10)).measured()
        electorate.drop(kind, name)
        peak = electorate.loaded(kind)[1].peak_mib
        figures += [
            Figure(f"{kind} : mémoire de l'import", peak, "Mio", tenth.peak_mib, MOST_MEMORY),
            Figure(f"{kind} : mémoire ÷ celle d'un dixième", peak / tenth.peak_mib, "×", 1.0, FLAT),
        ]
    return figures
