"""Embedded mailboxes, their NUMENs, and who has opened a mailbox."""

from __future__ import annotations

from datetime import datetime

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, Row, UtcDateTimeField
from models.tables.electors import Elector


class Mailbox(NumberedRow):
    """A mailbox; its password is the NUMEN until it has been changed.

    `used_bytes` is kept equal to the sum of its messages, in the same transaction.
    """

    elector = ForeignKeyField(Elector, on_delete="CASCADE", unique=True)
    elector_id: int
    password_hash = CharField(max_length=200)
    numen_in_use = BooleanField(default=True)
    quota_bytes = IntegerField()
    used_bytes = IntegerField(default=0)


class MailboxMessage(NumberedRow):
    """A message of a mailbox; `folder` is the value of a `FolderName`."""

    mailbox = ForeignKeyField(Mailbox, on_delete="CASCADE", index=False)
    mailbox_id: int
    folder = CharField(max_length=8)
    sender = CharField(max_length=320)
    subject = TextField()
    body = TextField()
    size = IntegerField()
    received_at = UtcDateTimeField()
    read_at = OptionalUtcDateTimeField()
    from_election = BooleanField(default=False)

    class Meta:
        """Folders are read newest first."""

        indexes = ((("mailbox", "folder", "received_at"), False),)


class PreparedHash(Row):
    """The hash of a NUMEN, made before its roll is loaded: hours of work outlive a crash.

    `digest` is keyed, and shows whether the roll still gives the same NUMEN.
    """

    uid = CharField(max_length=64, primary_key=True)
    digest = CharField(max_length=64)
    password_hash = CharField(max_length=200)


class MailboxNumen(Row):
    """The keyed digest of the NUMEN that a mailbox was made with: a corrected one is recognised."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    elector_id: int
    digest = CharField(max_length=64)


class MailboxOpening(Row):
    """The first opening of an elector's mailbox."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    elector_id: int
    opened_at = UtcDateTimeField()


def note_opening(elector_id: int, now: datetime) -> None:
    """Write the first opening down, inside the caller's transaction; later ones change nothing."""
    MailboxOpening.insert(elector=elector_id, opened_at=now).on_conflict_ignore().execute()
