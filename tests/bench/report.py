"""What a run of the bench prints, and what it writes for a program to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from models import typeset
from tests.bench.figures import Figure
from tests.bench.machine import Load

HEADER = ("", "mesure", "étalon", "rapport", "limite", "au repos", "")
LEFT = frozenset({0, len(HEADER) - 1})
"""Columns of words; numbers are on the right."""


def publish(figures: Sequence[Figure], load: Load, path: Path, *, strict: bool) -> int:
    """Print the figures, write them to a file, and return the exit status.

    It is 1 if a limit does not hold and `strict` is set. Aims never count.
    """
    write_report(figures, load, path)
    print(table(figures, busy=load.busy))
    print(f"\n{load_sentence(load)}")
    return int(strict and not all(figure.holds for figure in figures))


def write_report(figures: Sequence[Figure], load: Load, path: Path) -> None:
    """Write a JSON object: the load of the machine, and the list of the figures."""
    report = {
        "machine": _rounded(asdict(load) | {"busy": load.busy}),
        "figures": [
            _rounded(asdict(figure) | {"ratio": figure.ratio, "holds": figure.holds})
            for figure in figures
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def load_sentence(load: Load) -> str:
    """Return how busy others kept the machine, in French."""
    cores = "du seul cœur" if load.cores == 1 else f"des {load.cores} cœurs"
    taken = f"Pendant la mesure, d'autres programmes ont pris {load.others:.0%} {cores}"
    if load.busy:
        taken += (
            " : les visées « au repos » ne veulent alors rien dire, les limites valent toujours"
        )
    return typeset(taken.replace("%", " %") + ".")


def table(figures: Sequence[Figure], *, busy: bool) -> str:
    """Return the figures as a table for a person; aims that are missed if others were not busy."""
    rows = [HEADER, *(_row(figure, busy) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in LEFT else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(figure: Figure, busy: bool) -> tuple[str, ...]:
    sign = "≥" if figure.at_least else "≤"
    unit = figure.unit if figure.absolute else "×"
    return (
        typeset(figure.name),
        _amount(figure.value, figure.unit),
        "" if figure.yardstick is None else _amount(figure.yardstick, figure.unit),
        "" if figure.ratio is None else _amount(figure.ratio, "×"),
        "" if figure.limit is None else f"{sign} {_amount(figure.limit, unit)}",
        "" if figure.aim is None else f"{sign} {_amount(figure.aim, figure.unit)}",
        _verdict(figure, busy),
    )


def _verdict(figure: Figure, busy: bool) -> str:
    if not figure.holds:
        return "NE TIENT PAS"
    if figure.misses_aim and not busy:
        return "visée manquée"
    return "" if figure.limit is None else "tient"


def _amount(number: float, unit: str) -> str:
    """Return a number in French, with three significant digits or all before the comma."""
    digits = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    return typeset(f"{number:.{digits}f} {unit}".rstrip().replace(".", ","))


def _rounded(facts: dict[str, object]) -> dict[str, object]:
    return {
        key: round(value, 4) if isinstance(value, float) else value for key, value in facts.items()
    }
