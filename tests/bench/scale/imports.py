"""How long a first load takes beside the plainest writing of its rows, and what memory it needs."""

from __future__ import annotations

from tests.bench.figures import Figure
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate
from tests.bench.scale.importing import Import
from tests.bench.scale.yardsticks import by_copy, by_executemany

LONGEST = {SQLITE: 2.5, POSTGRESQL: 1.5}
"""CPU time, times the yardstick's, from 100 000 electors on: 1.3 to 1.8 and 0.7 to 0.8 was
measured."""
MOST_MEMORY = 150.0
"""MiB."""
FLAT = 1.15
"""Times the memory of a tenth of the roll: what does not grow, but for the allocator's chance."""

YARDSTICKS = {SQLITE: by_executemany, POSTGRESQL: by_copy}


def first_load(electorate: Electorate, kind: str) -> list[Figure]:
    """Return the time of a first load beside that of its rows alone.

    The limit is of the CPU time, the server's included: one run is too few to be spared by
    other programs. Reading, validation and duplicate checks are in the first load.
    """
    election, imported = electorate.loaded(kind)
    name = f"yardstick_{kind.lower()}"
    empty = electorate.empty(kind, name)
    plain = YARDSTICKS[kind](election, empty, electorate.cpu_seconds)
    electorate.drop(kind, name)
    name = f"{kind} : {imported.electors} électeurs, {imported.entries} inscriptions"
    return [
        Figure(name, imported.seconds, "s", plain.seconds, None),
        Figure(
            f"{name}, temps de calcul",
            imported.cpu_seconds,
            "s",
            plain.cpu_seconds,
            LONGEST[kind],
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
            Figure(f"{kind} : mémoire de l'import", peak, "Mio", None, MOST_MEMORY, absolute=True),
            Figure(
                f"{kind} : mémoire à côté d'un dixième de la liste",
                peak,
                "Mio",
                tenth.peak_mib,
                FLAT,
            ),
        ]
    return figures
