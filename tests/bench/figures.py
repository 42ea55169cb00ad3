"""A measured figure: what it is held to, how it is shown and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        name: What was measured, in French.
        value: The measure.
        unit: Of the value, the yardstick and the limit.
        yardstick: What a bare program does in the same run; None where the
            limit alone says enough.
        limit: Where the value must stay.
        at_least: The limit is a floor; otherwise a ceiling.
    """

    name: str
    value: float
    unit: str
    yardstick: float | None
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the value keeps its limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def percentile(values: Sequence[float], rank: int) -> float:
    """Return a percentile, from 1 to 99, of at least two values."""
    return quantiles(values, n=100, method="inclusive")[rank - 1]


def write_figures(figures: Sequence[Figure], path: Path) -> None:
    """Write the figures as a JSON list, for a program to read."""
    facts = [
        {
            key: round(value, 4) if isinstance(value, float) else value
            for key, value in asdict(figure).items()
            if key != "at_least"
        }
        | {"holds": figure.holds}
        for figure in figures
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table for a person."""
    rows = [("", "mesure", "étalon", "limite", "")]
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        rows.append(
            (
                figure.name,
                f"{_said(figure.value)} {figure.unit}".rstrip(),
                "" if figure.yardstick is None else _said(figure.yardstick),
                f"{sign} {_said(figure.limit)}",
                "tient" if figure.holds else "NE TIENT PAS",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 4) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _said(number: float) -> str:
    """Return a number in French, with three significant digits or all before the comma."""
    digits = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    return f"{number:.{digits}f}".replace(".", ",")
