"""How far the election has come: counts, nobody's name."""

from __future__ import annotations

from datetime import datetime

from models.administration_views import Status, StatusAxis, StatusCount
from models.context import Context
from models.services.progress_counts import counted, everybody, mails, total_of
from models.services.use_case import UseCase
from models.tables.electors import Elector
from models.tables.installation import Installation
from models.tables.kept_counts import KeptCount

PURGED = "purged_at"
"""The fact of the installation that the people were deleted."""

TOTAL = "total"
"""The axis under which the whole is kept."""


class CountProgress(UseCase):
    """Counts electors, mailboxes opened, accounts created and confirmed."""

    def __call__(self, by: StatusAxis = StatusAxis.CORPS) -> Status:
        """Return the counts along an axis; after a purge, those of its moment."""
        context = self.context
        with context.connection(unlimited=True):
            purged_at = purge_moment()
            total, lines = _kept(by) if purged_at else fresh_counts(context, by)
            sent = mails()
        return Status(
            title=context.election.title,
            axis=by,
            at=context.now,
            total=total,
            lines=lines,
            mails=sent,
            purged_at=purged_at,
        )


def fresh_counts(context: Context, by: StatusAxis) -> tuple[StatusCount, tuple[StatusCount, ...]]:
    """Return the total and the lines along an axis as they are, inside a connection."""
    lines = counted(context, by)
    alone = by in {StatusAxis.CORPS, StatusAxis.SCHOOL}  # an elector stands in one line only
    return total_of(lines) if alone else everybody(), lines


def purge_moment() -> datetime | None:
    """Return when the people were deleted, inside a connection; None once there are others."""
    fact = Installation.get_or_none(Installation.name == PURGED)
    if fact is None or Elector.select().exists():
        return None
    return datetime.fromisoformat(fact.value)


def keep_counts(context: Context) -> None:
    """Keep the counts of every axis as numbers, inside the transaction of a purge."""
    KeptCount.delete().execute()
    for axis in StatusAxis:
        total, lines = fresh_counts(context, axis)
        for position, line in enumerate(lines):
            _keep(axis.value, position, line)
    _keep(TOTAL, 0, total)


def _keep(axis: str, position: int, line: StatusCount) -> None:
    KeptCount.insert(
        axis=axis,
        position=position,
        key=line.key,
        label=line.label,
        electors=line.electors,
        opened=line.opened,
        accounts=line.accounts,
        confirmed=line.confirmed,
    ).execute()


def _kept(by: StatusAxis) -> tuple[StatusCount, tuple[StatusCount, ...]]:
    """Return the total and the lines that a purge has left."""
    query = KeptCount.select().where(KeptCount.axis.in_([by.value, TOTAL]))
    rows = list(query.order_by(KeptCount.position))
    lines = [(row.axis, _line(row)) for row in rows]
    return (
        next(line for axis, line in lines if axis == TOTAL),
        tuple(line for axis, line in lines if axis == by.value),
    )


def _line(row: KeptCount) -> StatusCount:
    return StatusCount(row.key, row.label, row.electors, row.opened, row.accounts, row.confirmed)
