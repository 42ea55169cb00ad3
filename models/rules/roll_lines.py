"""A line of the electoral roll: whom it describes, or each of its faults in French.

A roll has a million lines and few different schools, corps or first names: what
a cell was found to mean is remembered, column by column. What the fast reading
does not know at once is read cell by cell; both say the same (tested by properties).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias, cast

from models.rules.roll_cells import (
    COLUMNS,
    LOCAL_PART,
    LONGEST_CELL,
    LONGEST_LOCAL_PART,
    USER_NAME,
    KnownCodes,
    Value,
    read_cell,
)

Values: TypeAlias = tuple[str, str, str, str, str, str, str, str, str, str | None, tuple[str, ...]]
"""The values of a `RollLine`, in the order of `COLUMNS`."""

REMEMBERED = 20_000
"""Cells of a column that are remembered: a few megabytes, more than there are schools."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """A person of the roll, as a line gives them.

    Attributes:
        uid: User name of the webmail, in lower case.
        mail: Professional address, in lower case.
        civility: « Mme », « Mlle », « M. » or empty.
        department: Number of the département, « 09 ».
        uai: Identifier of the school: seven digits and a letter.
        numen: The first password of the mailbox as it is kept, None if the roll does not give it.
        scrutins: Codes that replace those of the corps; none in most rolls.
    """

    uid: str = field(repr=False)
    mail: str = field(repr=False)
    civility: str = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    corps: str
    department: str
    uai: str
    school: str
    numen: str | None = field(repr=False)
    scrutins: tuple[str, ...]

    @property
    def values(self) -> Values:
        """The values in the order of `COLUMNS`."""
        return cast(Values, _values_of(self))


_values_of = attrgetter(*COLUMNS)


def parse_roll_line(
    cells: Mapping[str, str], known: KnownCodes
) -> RollLine | list[tuple[str, str]]:
    """Return the person of a line, or all its faults, each a column and a French reason.

    Args:
        cells: The line by column; a missing column is an empty cell.
        known: What the election file allows.
    """
    values: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for column in COLUMNS:
        values[column], reason = read_cell(column, cells.get(column, ""), known)
        if reason:
            faults.append((column, reason))
    return faults or RollLine(**values)


class FastLines:
    """Reads the right lines of a file whose columns are known, and leaves the others."""

    def __init__(self, columns: Sequence[str], known: KnownCodes) -> None:
        """Take the columns of the file, in their order.

        Args:
            columns: All the required columns, perhaps the optional ones, each once.
            known: What the election file allows.
        """
        absent = len(columns)
        places = [columns.index(name) if name in columns else absent for name in COLUMNS]
        self._in_order = itemgetter(*places)
        self._length = len(columns)
        domains = "|".join(map(re.escape, sorted(known.domains))) or "(?!)"
        self._plain_mail = re.compile(
            rf"(?=[^@]{{1,{LONGEST_LOCAL_PART}}}@)(?=.{{1,{LONGEST_CELL}}}\Z)"
            rf"{LOCAL_PART.pattern}@(?:{domains})"
        ).fullmatch
        self._plain_first = known.first_password.plain.fullmatch
        self._columns = tuple(_RightCells(name, known) for name in COLUMNS[2:9])
        self._scrutins = _RightCells("scrutins", known)

    def values(self, cells: Sequence[str]) -> Values | None:
        """Return the values of a line, None if it must be read cell by cell."""
        if len(cells) != self._length:
            return None
        found = self._in_order((*cells, ""))
        uid, mail, civility, last, first, corps, department, uai, school, numen, scrutins = found
        if not (
            _PLAIN_UID(uid) and self._plain_mail(mail) and (not numen or self._plain_first(numen))
        ):
            return None
        civilities, lasts, firsts, corpses, departments, uais, schools = self._columns
        try:
            return (
                uid,
                mail,
                civilities[civility],
                lasts[last],
                firsts[first],
                corpses[corps],
                departments[department],
                uais[uai],
                schools[school],
                numen or None,
                self._scrutins[scrutins],
            )
        except KeyError:
            return None


_PLAIN_UID = USER_NAME.fullmatch


class _RightCells(dict[str, Any]):
    """What the right cells of a column mean; a wrong cell is no key."""

    def __init__(self, column: str, known: KnownCodes) -> None:
        super().__init__()
        self._column = column
        self._known = known

    def __missing__(self, cell: str) -> Value:
        value, reason = read_cell(self._column, cell, self._known)
        if reason:
            raise KeyError
        if len(self) >= REMEMBERED:
            self.clear()
        if len(cell) <= LONGEST_CELL:
            self[cell] = value
        return value
