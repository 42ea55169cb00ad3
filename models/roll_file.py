"""Reading an electoral roll: CSV in, lines or every fault with line and column out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from models.config import Election
from models.errors import Fault, RollError
from models.rules.roll_lines import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    RollLine,
    parse_roll_line,
)

MOST_FAULTS = 100
"""Faults that are listed; a wrong file has the same one on every line."""


def read_roll(path: Path, election: Election) -> dict[int, RollLine]:
    """Return every person of a roll by the number of their line, from 2.

    Raises:
        RollError: The file cannot be read or has a fault; it lists all of them.
    """
    reading = _Reading(election)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reading.read(file)
    except UnicodeDecodeError as error:
        raise RollError(path, [Fault("le fichier n'est pas en UTF-8")]) from error
    except OSError as error:
        raise RollError(path, [Fault("le fichier ne peut pas être lu")]) from error
    if not reading.lines and not reading.faults:
        reading.faults.append(Fault("le fichier ne contient aucune personne"))
    if reading.faults:
        raise RollError(path, reading.faults)
    return reading.lines


class _Reading:
    """The lines and faults found so far, and what must not come twice."""

    def __init__(self, election: Election) -> None:
        self.lines: dict[int, RollLine] = {}
        self.faults: list[Fault] = []
        self._first_seen: dict[str, int] = {}
        self._corps = frozenset(election.corps)
        self._scrutins = frozenset(scrutin.code for scrutin in election.scrutins)
        self._departments = frozenset(election.departments)
        self._domains = election.mail.domains

    def read(self, file: Iterator[str]) -> None:
        """Read to the end, or to the greatest number of faults."""
        header = next(file, "")
        separator = ";" if header.count(";") > header.count(",") else ","
        columns = [name.strip().lower() for name in next(csv.reader([header], delimiter=separator))]
        self._check_header(columns)
        if self.faults:
            return
        rows = csv.reader(file, delimiter=separator, strict=True)
        try:
            for cells in rows:
                if cells:
                    self._take(rows.line_num + 1, columns, cells)
                if len(self.faults) >= MOST_FAULTS:
                    return
        except csv.Error:
            self.faults.append(Fault("l'écriture CSV n'est pas correcte", rows.line_num + 1))

    def _check_header(self, columns: list[str]) -> None:
        missing = [name for name in REQUIRED_COLUMNS if name not in columns]
        unknown = [name for name in columns if name not in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)]
        twice = sorted({name for name in columns if columns.count(name) > 1})
        self.faults += [Fault("cette colonne manque", 1, name) for name in missing]
        self.faults += [Fault("cette colonne est donnée deux fois", 1, name[:40]) for name in twice]
        self.faults += [Fault("cette colonne n'est pas connue", 1, name[:40]) for name in unknown]

    def _take(self, number: int, columns: list[str], cells: list[str]) -> None:
        if len(cells) != len(columns):
            reason = f"{len(cells)} colonnes au lieu de {len(columns)}"
            self.faults.append(Fault(reason, number))
            return
        found = parse_roll_line(
            dict(zip(columns, cells, strict=True)),
            corps=self._corps,
            scrutins=self._scrutins,
            departments=self._departments,
            domains=self._domains,
        )
        if not isinstance(found, RollLine):
            self.faults += [Fault(reason, number, column) for column, reason in found]
            return
        for column, value in (("uid", found.uid), ("mail", found.mail)):
            first = self._first_seen.setdefault(f"{column} {value}", number)
            if first != number:
                self.faults.append(Fault(f"déjà présent ligne {first}", number, column))
        self.lines[number] = found
