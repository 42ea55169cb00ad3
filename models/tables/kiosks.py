"""What kiosks report: when, and how their visits ended. Counts, never a row a visit.

With the times of the audit chain, a row a visit could be tied to a person. A kiosk
is a place: a purge keeps these tables, as they hold no personal data.
"""

from __future__ import annotations

from peewee import CharField, CompositeKey, IntegerField

from models.tables.base import Row, UtcDateTimeField

LONGEST_NAME = 80
"""Characters of a kiosk's name that are kept, as of an audit event's source."""


class Kiosk(Row):
    """A kiosk that has reported, by its name."""

    name = CharField(max_length=LONGEST_NAME, primary_key=True)
    seen_at = UtcDateTimeField()


class KioskVisits(Row):
    """The visits of a kiosk that ended on one day, for one reason, at one step.

    `day` is the ISO date in the election's zone; `reason` and `step` are the values
    of `VisitEnd` and `VisitStep`.
    """

    kiosk = CharField(max_length=LONGEST_NAME)
    day = CharField(max_length=10)
    reason = CharField(max_length=16)
    step = CharField(max_length=16)
    visits = IntegerField(default=0)

    class Meta:
        """One count for the four together; the day first, as a day is what is asked for."""

        primary_key = CompositeKey("day", "kiosk", "reason", "step")
