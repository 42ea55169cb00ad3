"""The report of an import, from what was read, compared and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from models.settings.election import Election
from models.storage.dialect import Dialect

_ADDED_SQL = "SELECT COUNT(*) FROM roll_line WHERE elector > {newest}"


@dataclass(frozen=True, slots=True)
class RowsWritten:
    """What an import wrote, in people, and how many seconds its longest transaction took."""

    removed: int
    mailboxes: int
    numens_replaced: int
    seconds: float


class FileSummary(TypedDict):
    """Who is in the file, by corps and by scrutin; entries are people's places in scrutins."""

    entries: int
    corps: tuple[tuple[str, int], ...]
    scrutins: tuple[tuple[str, int], ...]


class Comparison(TypedDict):
    """How the file differs from the people that were known, in people."""

    added: int
    changed: int
    unchanged: int
    left_out: int


def summary_of(
    dialect: Dialect, election: Election, sets: Sequence[tuple[str, ...]]
) -> FileSummary:
    """Return who is in the staged lines.

    Args:
        dialect: The tables of staging are filled.
        election: Gives the order of corps and scrutins.
        sets: The codes of each set of scrutins, by its number.
    """
    corps: Counter[str] = Counter()
    scrutins: Counter[str] = Counter()
    for code, number, people in dialect.run(
        "SELECT corps, scrutin_set, COUNT(*) FROM roll_line GROUP BY corps, scrutin_set"
    ):
        corps[code] += people
        for scrutin in sets[number]:
            scrutins[scrutin] += people
    return FileSummary(
        entries=scrutins.total(),
        corps=tuple((code, corps[code]) for code in election.corps if corps[code]),
        scrutins=tuple(
            (scrutin.code, scrutins[scrutin.code])
            for scrutin in election.scrutins
            if scrutins[scrutin.code]
        ),
    )


def comparison_of(dialect: Dialect, newest: int, people: int) -> Comparison:
    """Return how the staged lines differ from what was known.

    Args:
        dialect: The tables of staging are filled and compared.
        newest: Greatest id of the people who were known.
        people: Of the file.
    """
    added = dialect.one(_ADDED_SQL.format(newest=newest))
    changed = dialect.one("SELECT COUNT(*) FROM roll_changed")
    return Comparison(
        added=added,
        changed=changed,
        unchanged=people - added - changed,
        left_out=dialect.one("SELECT COUNT(*) FROM roll_left_out"),
    )
