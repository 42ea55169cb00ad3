"""How long a backup and a restoration take beside the plainest writing of the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from models import Election, Espace, TravelClock
from tests.bench.figures import Figure
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate
from tests.bench.scale.imports import YARDSTICKS

LONGEST_BACKUP = {SQLITE: 1.6, POSTGRESQL: 0.65}
LONGEST_RESTORATION = {SQLITE: 2.0, POSTGRESQL: 0.95}
"""CPU time, times the yardstick's, from 100 000 electors on. 1.1 and 0.4, then 1.5 and 0.7 was
measured; a restoration that reads a row by a call took 2.5 and 1.0."""
MILLION, SHORT_BACKUP = 1_000_000, 25.0
"""Electors, and the seconds that their backup may take on two idle cores (issue 19)."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds, and CPU seconds, a server's among them."""

    seconds: float
    cpu_seconds: float


def backup_and_restoration(electorate: Electorate, kind: str) -> list[Figure]:
    """Return the times of both, of a loaded election and into a database without tables."""
    loaded, imported = electorate.loaded(kind)
    plain_name, restored_name = (f"{use}_{kind.lower()}" for use in ("plain_rows", "restored"))
    path = electorate.folder / f"{kind.lower()}.backup"
    plain = YARDSTICKS[kind](loaded, electorate.empty(kind, plain_name), electorate.cpu_seconds)
    electorate.drop(kind, plain_name)
    saved = _took(electorate, loaded, lambda espace: _back_up(espace, path))
    restored = _took(
        electorate,
        electorate.empty(kind, restored_name),
        lambda espace: espace.administration.restore(path, source="bench"),
    )
    electorate.drop(kind, restored_name)
    path.unlink()
    short = SHORT_BACKUP * imported.electors / MILLION
    acts = (
        ("sauvegarde", saved, LONGEST_BACKUP, short),
        ("restauration", restored, LONGEST_RESTORATION, None),
    )
    return [
        figure
        for name, took, longest, aim in acts
        for figure in (
            Figure(
                f"{kind} : {name} de {imported.electors} électeurs",
                took.seconds,
                "s",
                plain.seconds,
                None,
                aim=aim,
            ),
            Figure(
                f"{kind} : {name}, temps de calcul",
                took.cpu_seconds,
                "s",
                plain.cpu_seconds,
                longest[kind],
            ),
        )
    ]


def _back_up(espace: Espace, path: Path) -> object:
    return espace.administration.back_up(path, with_keys=True, source="bench")


def _took(electorate: Electorate, election: Election, act: Callable[[Espace], object]) -> Took:
    espace = Espace(election, TravelClock(VOTE_OPEN))
    started, computed = perf_counter(), electorate.cpu_seconds()
    act(espace)
    took = Took(perf_counter() - started, electorate.cpu_seconds() - computed)
    espace.close()
    return took
