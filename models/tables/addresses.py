"""Corrections of addresses, which the person may stop until they are due."""

from __future__ import annotations

from enum import StrEnum

from peewee import CharField, ForeignKeyField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, UtcDateTimeField
from models.tables.electors import Elector


class ChangeState(StrEnum):
    """What has become of a correction."""

    WAITS = "waits"
    APPLIED = "applied"
    STOPPED = "stopped"
    UNTOLD = "untold"
    """The old address could not be told."""
    TAKEN = "taken"
    """When it was due, somebody else had the new address, or the roll had another one already."""


class AddressChange(NumberedRow):
    """An address that takes the place of another once it is due, unless it is stopped.

    `waits_for` is the elector's number while it waits, so that there is one at a time, then NULL.
    """

    elector = ForeignKeyField(Elector, on_delete="CASCADE")
    elector_id: int
    old_mail = CharField(max_length=254)
    new_mail = CharField(max_length=254)
    state = CharField(max_length=10)
    waits_for = CharField(max_length=20, null=True, unique=True)
    decided_at = UtcDateTimeField()
    due_at = UtcDateTimeField(index=True)
    ended_at = OptionalUtcDateTimeField()


def notice_of(change_id: int) -> str:
    """Return by what the mail to the old address is found, as `WaitingMail.code_for`."""
    return f"address {change_id}"


def awaited_notices() -> list[str]:
    """Return by what the mails are found on which corrections depend that still wait."""
    waiting = AddressChange.select(AddressChange.id).where(AddressChange.waits_for.is_null(False))
    return [notice_of(change.id) for change in waiting]
