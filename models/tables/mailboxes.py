"""The embedded professional mailboxes. Subjects and bodies are sealed."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, UtcDateTimeField
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
