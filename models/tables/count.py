"""The count: what the ballots add up to, what the members have decrypted, and the result."""

from __future__ import annotations

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.tables.base import Row, UtcDateTimeField
from models.tables.electors import Scrutin


class ScrutinCount(Row):
    """The count of a scrutin, as far as it is: there is none before its ballots were checked.

    Attributes:
        ballots: How many were checked.
        electors: How many were called, when the ballots were added up.
        tally: The encrypted tally, as it is archived, byte for byte; empty if the ballots could not
            be added up.
        added_up_at: When they were checked.
        trouble: Why it cannot be counted as it is, in French; empty: it can.
        result: The result, as it is archived; empty until it is counted.
        counted_at: When; None until then.
        checked: By how many implementations, in French; empty until then.
        archive: The fingerprint of its whole archive: hexadecimal SHA-256; empty until then.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", primary_key=True)
    scrutin_id: int
    ballots = IntegerField()
    electors = IntegerField(default=0)
    tally = TextField()
    added_up_at = UtcDateTimeField()
    trouble = TextField(default="")
    result = TextField(default="")
    counted_at = UtcDateTimeField(null=True)
    checked = CharField(max_length=120, default="")
    archive = CharField(max_length=64, default="")


class MemberDecryption(Row):
    """The partial decryption of a scrutin's tally by one member of the board, checked.

    Attributes:
        member: Their number, from 1.
        text: As it is archived, byte for byte.
        recorded_at: When.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    scrutin_id: int
    member = IntegerField()
    text = TextField()
    recorded_at = UtcDateTimeField()

    class Meta:
        """One for a scrutin and a member."""

        primary_key = CompositeKey("scrutin", "member")


class DrawnLot(Row):
    """A lot that the board has drawn for a seat.

    Attributes:
        seat: The number of the seat, from 1.
        winner: Order of the list that it went to.
        drawn_at: When it was entered.
    """

    scrutin = ForeignKeyField(Scrutin, on_delete="RESTRICT", index=False)
    scrutin_id: int
    seat = IntegerField()
    winner = IntegerField()
    drawn_at = UtcDateTimeField()

    class Meta:
        """One for a seat."""

        primary_key = CompositeKey("scrutin", "seat")


class BoardIncident(Row):
    """Something that goes into the minutes.

    Attributes:
        at: When it was written down.
        text: What happened.
        scrutin: The one that it concerns; None: all of them.
        found: Whether a comparison found it.
        members: The names of the members who were there, a line each.
    """

    id = AutoField()
    at = UtcDateTimeField()
    text = TextField()
    scrutin = ForeignKeyField(Scrutin, on_delete="SET NULL", null=True)
    scrutin_id: int | None
    found = BooleanField()
    members = TextField(default="")
