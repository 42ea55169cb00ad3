"""The helpdesk's calls, and what waits for a second person."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, UtcDateTimeField
from models.tables.electors import Elector
from models.tables.staff import StaffMember


class DeskCall(NumberedRow):
    """A call about a person; `state` and `cause` are values of a `CallState` and a `Cause`.

    `right_answers` is NULL until the caller has been asked who they are.
    """

    staff = ForeignKeyField(StaffMember, on_delete="CASCADE", index=False)
    staff_id: int
    elector = ForeignKeyField(Elector, on_delete="CASCADE")
    elector_id: int
    state = CharField(max_length=12)
    cause = CharField(max_length=24, null=True)
    right_answers = IntegerField(null=True)
    recognised = BooleanField(default=False)
    opened_at = UtcDateTimeField()
    changed_at = UtcDateTimeField()
    call_back_at = OptionalUtcDateTimeField()

    class Meta:
        """An agent's calls are found by their state, a day's by their time."""

        indexes = ((("staff", "state"), False), (("opened_at",), False))


class DeskRequest(NumberedRow):
    """An act that waits for a second person; `live_for` is NULL once it is done or given up.

    A person has one live request for one act: `live_for` names both. `new_mail` is the address of
    a correction.
    """

    elector = ForeignKeyField(Elector, on_delete="CASCADE")
    elector_id: int
    act = CharField(max_length=10)
    reason = CharField(max_length=24)
    asked_by = ForeignKeyField(StaffMember, on_delete="CASCADE", index=False)
    asked_by_id: int
    asked_at = UtcDateTimeField()
    live_for = CharField(max_length=32, null=True, unique=True)
    new_mail = CharField(max_length=254, null=True)
