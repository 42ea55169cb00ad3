"""Turnout: from the roll and the signature list; the urns are not read for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from peewee import SQL, Case, Expression, fn

from models.context import Context
from models.rules.text import fold_accents
from models.services.shared.electors_in_parts import rows_in_parts
from models.services.vote.urns import closing_moment
from models.storage.dialect import start_of
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.urn import Signature
from models.tables.vote_seal import ScrutinKey
from models.views.vote_days import HourCount, Turnout, TurnoutCount

ONE = SQL("1")
FEWEST_OF_SCHOOL = 10
"""Electors of a school for its turnout to be told: of a smaller one it would tell who has voted."""
UNKNOWN_SCHOOL = "Établissement non renseigné"


def count_turnout(context: Context) -> Turnout:
    """Count who may vote and who has, by scrutin, corps, hour and school."""
    with context.connection(unlimited=True):
        people = _People(context)
        corps, schools = people.by_corps(), people.by_school()
        told = tuple(one for one in schools if one.electors >= FEWEST_OF_SCHOOL)
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
            scrutins=_by_scrutin(),
            corps=corps,
            hours=_by_hour(context),
            schools=told,
            small_schools=len(schools) - len(told),
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


class _People:
    """Who may vote somewhere, and who has, by corps and school: one pass over the roll for both."""

    def __init__(self, context: Context) -> None:
        """Count, inside a connection."""
        self._context = context
        self._corps: dict[str, Sequence[int]] = {}
        self._schools: dict[str, Sequence[int]] = {}
        self._names: dict[str, str] = {}
        for corps, uai, name, *numbers in rows_in_parts(context, Elector.id, _of_part):
            _add(self._corps, corps, numbers)
            _add(self._schools, uai, numbers)
            self._names[uai] = max(name or "", self._names.get(uai, ""))

    def by_corps(self) -> tuple[TurnoutCount, ...]:
        """Return the people of each corps, the largest first."""
        names = self._context.election.corps
        lines = [
            TurnoutCount(corps, names.get(corps, (corps,))[0], *numbers)
            for corps, numbers in self._corps.items()
        ]
        return tuple(sorted(lines, key=lambda line: (-line.electors, line.key)))

    def by_school(self) -> tuple[TurnoutCount, ...]:
        """Return the people of each school, by its name."""
        lines = [
            TurnoutCount(uai, (self._names[uai] if uai else "") or UNKNOWN_SCHOOL, *numbers)
            for uai, numbers in self._schools.items()
        ]
        return tuple(sorted(lines, key=lambda line: (fold_accents(line.label).lower(), line.key)))


def _of_part(part: Expression) -> Any:
    """Return the query of the people of a part of the roll, by corps and school."""
    called, signed = (
        table.select(ONE).where(table.elector_id == Elector.id) for table in (RollEntry, Signature)
    )
    voted = fn.SUM(Case(None, [(fn.EXISTS(signed), 1)], 0))
    return (
        Elector.select(Elector.corps, Elector.uai, fn.MAX(Elector.school), fn.COUNT(ONE), voted)
        .where(part, fn.EXISTS(called))
        .group_by(Elector.corps, Elector.uai)
        .tuples()
    )


def _add(sums: dict[str, Sequence[int]], key: str, numbers: Sequence[int]) -> None:
    before = sums.get(key, (0, 0))
    sums[key] = [one + other for one, other in zip(before, numbers, strict=True)]


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
