"""Voter accounts and the codes that confirm or renew them."""

from __future__ import annotations

from enum import StrEnum

from peewee import CharField, ForeignKeyField, IntegerField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, UtcDateTimeField
from models.tables.electors import Elector


class AccountState(StrEnum):
    """What can be done with an account."""

    PENDING = "pending"
    """It awaits its confirmation."""
    ACTIVE = "active"
    DISABLED = "disabled"
    """No one can sign in to it, whatever the password."""


class VoterAccount(NumberedRow):
    """The voter account of an elector; `version` goes up with each password."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", unique=True)
    elector_id: int
    password_hash = CharField(max_length=200)
    state = CharField(max_length=10)
    version = IntegerField(default=1)
    created_at = UtcDateTimeField()
    confirmed_at = OptionalUtcDateTimeField()


class ConfirmationCode(NumberedRow):
    """A code and its link, kept as digests only.

    `live` holds the account's id while the code can be used and NULL
    afterwards: its uniqueness is « one live code an account ».
    """

    account = ForeignKeyField(VoterAccount, on_delete="CASCADE")
    account_id: int
    live = IntegerField(null=True, unique=True)
    purpose = CharField(max_length=10)
    account_version = IntegerField()
    code_digest = CharField(max_length=64)
    link_digest = CharField(max_length=64, unique=True)
    created_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    consumed_at = OptionalUtcDateTimeField()
