"""The report of an import, from what was read, compared and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from peewee import Database

from models.config import Election
from models.roll.statements import one, run

_ADDED_SQL = "SELECT COUNT(*) FROM roll_line WHERE elector > {newest}"


@dataclass(frozen=True, slots=True)
class Written:
    """What the transaction of an import wrote, in people."""

    removed: int
    mailboxes: int
    numens_replaced: int


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
    database: Database, election: Election, sets: Sequence[tuple[str, ...]]
) -> FileSummary:
    """Return who is in the staged lines.

    Args:
        database: Its tables of staging are filled.
        election: Gives the order of corps and scrutins.
        sets: The codes of each set of scrutins, by its number.
    """
    corps: Counter[str] = Counter()
    scrutins: Counter[str] = Counter()
    for code, number, people in run(
        database, "SELECT corps, scrutin_set, COUNT(*) FROM roll_line GROUP BY corps, scrutin_set"
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


def comparison_of(database: Database, newest: int, people: int) -> Comparison:
    """Return how the staged lines differ from what was known.

    Args:
        database: Its tables of staging are filled and compared.
        newest: Greatest id of the people who were known.
        people: Of the file.
    """
    added = one(database, _ADDED_SQL.format(newest=newest))
    changed = one(database, "SELECT COUNT(*) FROM roll_changed")
    return Comparison(
        added=added,
        changed=changed,
        unchanged=people - added - changed,
        left_out=one(database, "SELECT COUNT(*) FROM roll_left_out"),
    )
