"""Who has opened their mailbox here, wherever it is kept: the first step of the path."""

from __future__ import annotations

from datetime import datetime

from peewee import ForeignKeyField, ModelSelect

from models.tables.base import Row, UtcDateTimeField
from models.tables.electors import Elector


class MailboxOpening(Row):
    """The first opening of an elector's mailbox."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    elector_id: int
    opened_at = UtcDateTimeField()


def note_opening(elector_id: int, now: datetime) -> bool:
    """Write an opening down, inside the caller's transaction; return whether it is the first."""
    noted = (
        MailboxOpening.insert(elector=elector_id, opened_at=now)
        .on_conflict_ignore()
        .returning(MailboxOpening.elector)
    )
    return bool(list(noted.execute()))


def openings() -> ModelSelect[MailboxOpening]:
    """Return a query of the electors who have opened their mailbox, with `opened_at`.

    To be counted, or joined with more of `Elector`, inside a connection.
    """
    return MailboxOpening.select(MailboxOpening, Elector).join(Elector)
