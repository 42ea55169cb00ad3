"""Turnout: from the roll and the signature list; the urns are not read for it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from peewee import SQL, Case, Expression, Value, fn

from models.context import Context
from models.rules.text import fold_accents
from models.rules.turnout import large_enough
from models.services.shared.electors_in_parts import rows_in_parts
from models.services.vote.urns import closing_moment
from models.storage.dialect import start_of
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.urn import Signature
from models.tables.vote_seal import ScrutinKey
from models.views.vote_days import HourCount, Turnout, TurnoutCount

ONE = SQL("1")
UNKNOWN_SCHOOL = "Établissement non renseigné"


def count_turnout(context: Context) -> Turnout:
    """Count who may vote and who has, by scrutin, corps, hour and school, see `large_enough`."""
    with context.connection(unlimited=True):
        corps, schools = _by_corps(context), _by_school(context)
        scrutins = _by_scrutin()
        told = [large_enough(lines) for lines in (scrutins, corps, schools)]
        return Turnout(
            title=context.election.title,
            at=context.now,
            closed_at=closing_moment(),
            total=TurnoutCount(
                "total",
                "Ensemble",
                sum(line.electors for line in corps),
                sum(line.voted for line in corps),
            ),
            scrutins=told[0],
            corps=told[1],
            hours=_by_hour(context),
            schools=told[2],
            small_scrutins=len(scrutins) - len(told[0]),
            small_corps=len(corps) - len(told[1]),
            small_schools=len(schools) - len(told[2]),
        )


def _by_scrutin() -> tuple[TurnoutCount, ...]:
    """Return the scrutins in which people vote; before the seal all of them."""
    called, voted = (_numbers_by_scrutin(table) for table in (RollEntry, Signature))
    scrutins = Scrutin.select().order_by(Scrutin.position)
    with_lists = ScrutinKey.select(ScrutinKey.scrutin).where(ScrutinKey.election != "")
    if with_lists.exists():
        scrutins = scrutins.where(Scrutin.id.in_(with_lists))
    return tuple(
        TurnoutCount(row.code, row.title, called[row.id], voted[row.id]) for row in scrutins
    )


def _numbers_by_scrutin(table: Any) -> Counter[int]:
    query = table.select(table.scrutin_id, fn.COUNT(ONE)).group_by(table.scrutin_id)
    return Counter(dict(query.tuples()))


def _by_corps(context: Context) -> tuple[TurnoutCount, ...]:
    """Return the people of each corps, the largest first."""
    names = context.election.corps
    lines = [
        TurnoutCount(corps, names.get(corps, (corps,))[0], electors, voted)
        for corps, _, electors, voted in _people_by(context, Elector.corps, Value(""))
    ]
    return tuple(sorted(lines, key=lambda line: (-line.electors, line.key)))


def _by_school(context: Context) -> tuple[TurnoutCount, ...]:
    """Return the people of each school, by its name."""
    lines = [
        TurnoutCount(uai, (name if uai else "") or UNKNOWN_SCHOOL, electors, voted)
        for uai, name, electors, voted in _people_by(context, Elector.uai, fn.MAX(Elector.school))
    ]
    return tuple(sorted(lines, key=lambda line: (fold_accents(line.label).lower(), line.key)))


def _people_by(context: Context, key: Any, name: Any) -> list[tuple[str, str, int, int]]:
    """Return who may vote somewhere, and who has, by a column: its value, a name, both counts.

    A pass over the roll for each column: one for both has so many groups that it takes longer.
    """

    def of(part: Expression) -> Any:
        called, signed = (
            table.select(ONE).where(table.elector_id == Elector.id)
            for table in (RollEntry, Signature)
        )
        voted = fn.SUM(Case(None, [(fn.EXISTS(signed), 1)], 0))
        return (
            Elector.select(key, name, fn.COUNT(ONE), voted)
            .where(part, fn.EXISTS(called))
            .group_by(key)
            .tuples()
        )

    sums: dict[str, tuple[str, int, int]] = {}
    for value, named, electors, voted in rows_in_parts(context, Elector.id, of):
        before = sums.get(value, ("", 0, 0))
        sums[value] = (max(named or "", before[0]), electors + before[1], voted + before[2])
    return [(value, *held) for value, held in sums.items()]


def _by_hour(context: Context) -> tuple[HourCount, ...]:
    """Return the local hours in which somebody signed."""
    zone = context.election.calendar.zone
    piece = context.store.dialect.ten_minutes_of(Signature.signed_at)
    found: Counter[datetime] = Counter()
    query: Any = Signature.select(piece, fn.COUNT(ONE)).group_by(piece)
    for ten_minutes, number in query.tuples():
        local = start_of(ten_minutes).replace(tzinfo=UTC).astimezone(zone)
        # In UTC: an hour of October comes twice, and both would be one to the local clock.
        found[local.replace(minute=0).astimezone(UTC)] += number
    return tuple(HourCount(hour.astimezone(zone), found[hour]) for hour in sorted(found))
