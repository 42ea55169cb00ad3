"""What is run at every try: counting, waiting, taking back."""

from __future__ import annotations

from peewee import Expression

from models.tables.statement import Slots, Statement
from models.tables.throttles import RecentAct, Throttle

_KEY = [Throttle.kind, Throttle.subject]


def _this(slot: Slots) -> Expression:
    return (Throttle.kind == slot.kind) & (Throttle.subject == slot.subject)


LOCK = Statement(
    lambda slot: (
        Throttle.insert(kind=slot.kind, subject=slot.subject, count=0, last_at=slot.now)
        .on_conflict(conflict_target=_KEY, update={Throttle.count: Throttle.count})
        .returning(Throttle.count, Throttle.last_at)
    )
)
"""Hold a count until the transaction ends, made if need be: its number and last moment."""

COUNT = Statement(
    lambda slot: Throttle.update(count=Throttle.count + 1, last_at=slot.now).where(_this(slot))
)
"""Count one more."""

COUNT_BELOW = Statement(
    lambda slot: (
        Throttle.insert(kind=slot.kind, subject=slot.subject, count=1, last_at=slot.now)
        .on_conflict(
            conflict_target=_KEY,
            update={Throttle.count: Throttle.count + 1, Throttle.last_at: slot.now},
            where=Throttle.count < slot.limit,
        )
        .returning(Throttle.count)
    )
)
"""Count one more below a limit: the number, no row where the limit is reached."""

RESET = Statement(lambda slot: Throttle.update(count=0).where(_this(slot)))
"""Begin again at zero."""

ADD_ACT = Statement(
    lambda slot: RecentAct.insert(kind=slot.kind, subject=slot.subject, at=slot.now).returning(
        RecentAct.id
    )
)
"""Note one act: its number."""

FORGET_ACT = Statement(lambda slot: RecentAct.delete().where(RecentAct.id == slot.act))
"""Take one act back."""

ACTS = Statement(
    lambda slot: RecentAct.select(RecentAct.at).where(
        (RecentAct.kind == slot.kind) & (RecentAct.subject == slot.subject)
    )
)
"""The moments of the acts of a subject."""
