"""The scrutins of one person, and when they vote in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.context import Context
from models.rules.calendar import Calendar
from models.tables.electors import RollEntry, Scrutin
from models.views.desk_calls import PersonScrutin


def scrutins_of(context: Context, elector_id: int) -> tuple[PersonScrutin, ...]:
    """Return the scrutins of a person, in the order of the election file, inside a connection."""
    calendars = context.election.calendar_of
    rows = (
        Scrutin.select(Scrutin.code, Scrutin.short, Scrutin.title)
        .join(RollEntry)
        .where(RollEntry.elector == elector_id)
        .order_by(Scrutin.position)
    )
    return tuple(
        PersonScrutin(
            code=row.code,
            short=row.short,
            title=row.title,
            opens_at=calendars(row.code).vote_opens,
            closes_at=calendars(row.code).vote_closes,
        )
        for row in rows
    )


def calendar_for(context: Context, elector_id: int) -> Calendar:
    """Return the calendar of a person: that of their scrutins together, inside a connection."""
    return calendars_of(context, [elector_id])[elector_id]


def calendars_of(context: Context, elector_ids: Sequence[int]) -> dict[int, Calendar]:
    """Return the calendars of some hundred people by their numbers, inside a connection."""
    codes: dict[int, list[str]] = {one: [] for one in elector_ids}
    rows: Any = (
        RollEntry.select(RollEntry.elector, Scrutin.code)
        .join(Scrutin)
        .where(RollEntry.elector.in_(list(elector_ids)))
    )
    for elector_id, code in rows.tuples():
        codes[elector_id].append(code)
    return {one: context.election.calendar_of_all(own) for one, own in codes.items()}
