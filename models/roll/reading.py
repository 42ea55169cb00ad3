"""Reading a roll line by line: values of the right lines out, faults of the others kept."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

from models.errors import Fault
from models.roll.faults import RollFaults
from models.roll.file import RollFile, columns_of, separator_of
from models.rules.roll_cells import ALIASES, COLUMNS, KnownCodes
from models.rules.roll_lines import FastLines, RollLine, Values, parse_roll_line
from models.rules.text import clean_line
from models.settings.election import Election

LINES_A_REPORT = 5_000
"""Lines between two words on how far the reading is."""

LONGEST_NAME = 40
"""Characters of a column's name that are repeated."""


def known_codes(election: Election) -> KnownCodes:
    """Return what an election allows in its roll."""
    return KnownCodes(
        corps=frozenset(election.corps),
        scrutins=frozenset(scrutin.code for scrutin in election.scrutins),
        departments=frozenset(election.departments),
        domains=frozenset(election.mail.domains),
        first_password=election.mail.first_password.rule,
    )


class RollReading:
    """One reading of a file, from its header to its end."""

    def __init__(
        self, file: RollFile, known: KnownCodes, faults: RollFaults, *, with_numens: bool = True
    ) -> None:
        """Take what is read and where its faults go.

        Args:
            file: A recognised file.
            known: What the election allows.
            faults: Takes every fault.
            with_numens: Read the column of the NUMENs; otherwise it is as if it were empty.
        """
        self._file = file
        self._known = known
        self._faults = faults
        self._with_numens = with_numens
        self.people = 0
        self.numens_column = ""

    def lines(
        self, tell: Callable[[int], None] = lambda done: None
    ) -> Iterator[tuple[int, Values]]:
        """Yield the number of each right line, from 2, and its values.

        Args:
            tell: Called now and then with the bytes that are read.

        Raises:
            RollError: The file cannot be read any more.
        """
        with self._file.opened() as file:
            header = file.readline()
            separator = separator_of(header)
            columns = self._columns(header, separator)
            if columns is None:
                return
            rows = csv.reader(file, delimiter=separator, strict=True)
            fast = FastLines(columns, self._known)
            while True:
                try:
                    yield from self._rows(rows, columns, fast, lambda: tell(_position(file)))
                except csv.Error:  # the reader goes on with the next line
                    reason = "l'écriture CSV n'est pas correcte"
                    self._faults.add(Fault(reason, rows.line_num + 1))
                else:
                    return

    def _rows(
        self,
        rows: Iterator[list[str]],
        columns: list[str],
        fast: FastLines,
        tell: Callable[[], None],
    ) -> Iterator[tuple[int, Values]]:
        """Yield the right lines up to the end, or to what is no CSV."""
        for cells in rows:
            number: int = rows.line_num + 1  # type: ignore[attr-defined]
            if not number % LINES_A_REPORT:
                tell()
            values = fast.values(cells)
            if values is None and any(cells):  # a spreadsheet leaves rows of separators alone
                values = self._slowly(number, columns, cells)
            if values is not None:
                self.people += 1
                yield number, values

    def _columns(self, header: str, separator: str) -> list[str] | None:
        """Return the columns of a header, None if it has a fault."""
        try:
            written = columns_of(header, separator)
        except csv.Error:
            self._faults.add(Fault("l'écriture CSV n'est pas correcte", 1))
            return None
        columns = [ALIASES.get(name, name) for name in written]
        named = {
            name: clean_line(own, longest=LONGEST_NAME)
            for name, own in zip(columns, written, strict=True)
        }
        found = [
            *((name, "cette colonne manque") for name in self._known.required if name not in named),
            *(
                (shown, "cette colonne est donnée deux fois")
                for name, shown in named.items()
                if columns.count(name) > 1
            ),
            *(
                (shown, "cette colonne n'est pas connue")
                for name, shown in named.items()
                if name not in COLUMNS
            ),
        ]
        for column, reason in found:
            self._faults.add(Fault(reason, 1, column))
        self.numens_column = named.get("numen", "")
        if not self._with_numens:
            columns = [_IGNORED if name == "numen" else name for name in columns]
        return None if found else columns

    def _slowly(self, number: int, columns: list[str], cells: list[str]) -> Values | None:
        """Return the values of a line that the fast reading left, or keep its faults."""
        if len(cells) != len(columns):
            reason = f"{len(cells)} colonnes au lieu de {len(columns)}"
            self._faults.add(Fault(reason, number))
            return None
        found = parse_roll_line(dict(zip(columns, cells, strict=True)), self._known)
        if isinstance(found, RollLine):
            return found.values
        for column, reason in found:
            shown = self.numens_column if column == "numen" else column
            self._faults.add(Fault(reason, number, shown))
        return None


_IGNORED = "(numen)"


def _position(file: TextIO) -> int:
    """Return how many bytes of the file have been taken from the disk."""
    return file.buffer.tell()
