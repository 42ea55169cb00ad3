"""How long others wait who write to a SQLite file while a roll is loaded into it."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.scale.electorate import SQLITE, Electorate
from tests.bench.scale.importing import Import
from tests.bench.scale.rolls import COLUMNS
from tests.bench.scale.waiting import somebody_writing

LONGEST_WAIT = 0.15
"""Of the time of the import, on a machine however busy, from 100 000 electors on. It was 0.43 as
long as an import wrote a million people in one transaction."""
SHORT_WAIT = 1.0
"""Seconds, on an idle machine."""


def waits(electorate: Electorate) -> list[Figure]:
    """Return how long others wait who write while everybody on a SQLite roll changes."""
    loaded, _ = electorate.loaded(SQLITE)
    election = electorate.copy(SQLITE, "waited_sqlite", loaded)
    roll = _with_other_schools(electorate.roll(), electorate.folder / "other_schools.csv")
    with somebody_writing(election) as waited:
        imported = Import.of(election, roll).measured()
    electorate.drop(SQLITE, "waited_sqlite")
    return [
        Figure(
            f"{SQLITE} : plus longue attente de qui écrit pendant l'import de "
            f"{imported.electors} électeurs, tous modifiés (÷ sa durée)",
            waited.longest,
            "s",
            imported.seconds,
            LONGEST_WAIT,
            aim=SHORT_WAIT,
        ),
        Figure(
            f"{SQLITE} : plus long verrou de cet import, tel qu'il le compte lui-même (÷ sa durée)",
            imported.blocked_seconds,
            "s",
            imported.seconds,
            LONGEST_WAIT,
            aim=SHORT_WAIT,
        ),
    ]


def _with_other_schools(roll: Path, changed: Path) -> Path:
    """Write a roll once more in which everybody is at another school."""
    school = COLUMNS.index("school")
    with (
        roll.open(encoding="utf-8", newline="") as before,
        changed.open("w", encoding="utf-8", newline="") as after,
    ):
        lines, writer = csv.reader(before), csv.writer(after)
        writer.writerow(next(lines))
        for line in lines:
            line[school] = f"Autre {line[school]}"
            writer.writerow(line)
    return changed
