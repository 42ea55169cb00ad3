"""Voter accounts and the codes that confirm or renew them."""

from __future__ import annotations

from enum import StrEnum

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

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
    """The voter account of an elector; `version` goes up with each password.

    `password_hash` is empty while it is pending, as the passwords are those of its requests, and
    once the helpdesk has opened it again without its old one.
    """

    elector = ForeignKeyField(Elector, on_delete="CASCADE", unique=True)
    elector_id: int
    password_hash = CharField(max_length=200)
    state = CharField(max_length=10)
    version = IntegerField(default=1)
    created_at = UtcDateTimeField()
    confirmed_at = OptionalUtcDateTimeField()


class AccountRequest(NumberedRow):
    """A creation of an account that awaits its confirmation, with the password typed for it.

    Several may wait side by side: neither the first nor the last one wins, but the one
    that is confirmed. Only a visit that has opened the mailbox makes one `by_owner`.

    `reference` is random: a screen names its own request by it.
    """

    account = ForeignKeyField(VoterAccount, on_delete="CASCADE")
    account_id: int
    reference = CharField(max_length=43, unique=True)
    password_hash = CharField(max_length=200)
    by_owner = BooleanField()
    source_digest = CharField(max_length=64)
    created_at = UtcDateTimeField()


class ConfirmationCode(NumberedRow):
    """A code and its link, kept as digests only.

    `live_for` says of what this is the one live code, a request or the renewal that one kind
    of requester has asked for; it is NULL once the code cannot be used any more.
    """

    account = ForeignKeyField(VoterAccount, on_delete="CASCADE")
    account_id: int
    request = ForeignKeyField(AccountRequest, on_delete="SET NULL", null=True)
    request_id: int | None
    live_for = CharField(max_length=32, null=True, unique=True)
    purpose = CharField(max_length=10)
    account_version = IntegerField()
    code_digest = CharField(max_length=64)
    link_digest = CharField(max_length=64, unique=True)
    created_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    consumed_at = OptionalUtcDateTimeField()
