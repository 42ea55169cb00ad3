"""A sealed vote whose urns, roll and keys were destroyed: what can still be said of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import fn

from models.tables.electors import RollEntry, Scrutin
from models.tables.installation import VOTE_PURGED, Installation, KeptCount

CALLED = "called"
"""The axis under which a purge keeps how many were called to each scrutin, by its code."""


def destroyed_at() -> datetime | None:
    """Return when the urns and the keys of the board were destroyed, inside a connection.

    Returns:
        Aware; None: they are still there, or nothing was sealed.
    """
    fact = Installation.get_or_none(Installation.name == VOTE_PURGED)
    return None if fact is None else datetime.fromisoformat(fact.value)


def keep_called() -> None:
    """Keep how many are called to each scrutin, in the transaction that deletes the roll."""
    KeptCount.delete().where(KeptCount.axis == CALLED).execute()
    numbers = _called()
    for scrutin in Scrutin.select().order_by(Scrutin.position):
        KeptCount.insert(
            axis=CALLED,
            position=scrutin.position,
            key=scrutin.code,
            label=scrutin.title,
            electors=numbers.get(scrutin.id, 0),
            opened=0,
            accounts=0,
            confirmed=0,
        ).execute()


def count_called(scrutin: Scrutin) -> int:
    """Return how many people were called to a scrutin, inside a connection.

    Once the roll is destroyed it is the number that was kept: a result goes on saying it.
    """
    if destroyed_at() is None:
        number: int = RollEntry.select().where(RollEntry.scrutin == scrutin.id).count()
        return number
    kept = KeptCount.get_or_none((KeptCount.axis == CALLED) & (KeptCount.key == scrutin.code))
    return kept.electors if kept else 0


def _called() -> dict[int, int]:
    rows: Any = RollEntry.select(RollEntry.scrutin, fn.COUNT(RollEntry.elector)).group_by(
        RollEntry.scrutin
    )
    return dict(rows.tuples())
