"""The accounts of the helpdesk: a room apart from the voters' and from the kiosks' staff code."""

from __future__ import annotations

from peewee import BooleanField, CharField, IntegerField, TextField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, UtcDateTimeField


class StaffMember(NumberedRow):
    """Somebody who answers the telephone; `role` is the value of a `StaffRole`.

    `version` goes up with each password, and with each closing: older sessions end. `totp` is
    the sealed secret of an authenticator application, `totp_step` the last time step whose code
    was taken: none is taken twice.
    """

    name = CharField(max_length=40, unique=True)
    role = CharField(max_length=10)
    password_hash = CharField(max_length=200)
    must_change = BooleanField(default=True)
    version = IntegerField(default=1)
    totp = TextField(null=True)
    totp_step = IntegerField(default=0)
    created_at = UtcDateTimeField()
    disabled_at = OptionalUtcDateTimeField()
