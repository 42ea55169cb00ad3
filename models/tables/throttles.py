"""How often something was tried, so that waiting survives a restart."""

from __future__ import annotations

from peewee import CharField, CompositeKey, IntegerField

from models.tables.base import NumberedRow, Row, UtcDateTimeField


class Throttle(Row):
    """Tries of one kind by or at one subject (a keyed pseudonym)."""

    kind = CharField(max_length=16)
    subject = CharField(max_length=64)
    count = IntegerField(default=0)
    last_at = UtcDateTimeField()

    class Meta:
        """One count for a kind and a subject."""

        primary_key = CompositeKey("kind", "subject")


class RecentAct(NumberedRow):
    """One act counted in a sliding window: a wrong try of a source, a mail to an address."""

    kind = CharField(max_length=16)
    subject = CharField(max_length=64)
    at = UtcDateTimeField()

    class Meta:
        """Counted by kind, subject and time."""

        indexes = ((("kind", "subject", "at"), False),)
