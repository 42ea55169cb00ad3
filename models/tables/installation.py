"""What this database is, and counts that are kept."""

from __future__ import annotations

from peewee import CharField, IntegerField

from models.tables.base import NumberedRow, Row


class KeptCount(NumberedRow):
    """A line of the status as it was at the purge; `axis` is the value of a `StatusAxis`."""

    axis = CharField(max_length=16)
    position = IntegerField()
    key = CharField(max_length=64)
    label = CharField(max_length=200)
    electors = IntegerField()
    opened = IntegerField()
    accounts = IntegerField()
    confirmed = IntegerField()


PURGED = "purged_at"
"""The fact that says when the people were deleted; after a sealed vote, their accounts first."""
VOTE_PURGED = "vote_purged_at"
"""The fact that says when the roll, the urns and the keys of a sealed vote were destroyed."""


class Installation(Row):
    """A fact about the database as a whole."""

    name = CharField(max_length=32, primary_key=True)
    value = CharField(max_length=200)
