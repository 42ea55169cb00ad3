"""The faults of a roll: the first ones kept, all of them counted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.errors import Fault, RollError

MOST_FAULTS = 100
"""Faults that are listed unless another number is asked for: a wrong file has the same one
on every line."""


class RollFaults:
    """What is wrong with one file."""

    def __init__(self, path: Path, most: int = MOST_FAULTS) -> None:
        """Take the file that is named and the number of faults that are listed."""
        self._path = path
        self._most = most
        self._first: list[Fault] = []
        self.count = 0

    def add(self, fault: Fault) -> None:
        """Count a fault, and keep it if it is among the first."""
        self.count += 1
        if len(self._first) < self._most:
            self._first.append(fault)

    def add_found(self, first: Iterable[Fault], count: int) -> None:
        """Take the first faults of another search, sorted by line, and their whole number."""
        self._first = sorted([*self._first, *first], key=_place)[: self._most]
        self.count += count

    def require_none(self) -> None:
        """Go on if nothing is wrong.

        Raises:
            RollError: With the faults, in the order of the lines.
        """
        if self.count:
            raise RollError(
                path=self._path, faults=sorted(self._first, key=_place), count=self.count
            )


def _place(fault: Fault) -> int:
    return fault.line or 0
