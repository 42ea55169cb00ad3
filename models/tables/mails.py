"""Mails to send: written with what they announce, sent afterwards."""

from __future__ import annotations

from peewee import BooleanField, CharField, IntegerField, TextField

from models.tables.base import NumberedRow, OptionalUtcDateTimeField, UtcDateTimeField

FIRST, LATER, LAST = 0, 1, 2
"""Priorities of a mail."""


class WaitingMail(NumberedRow):
    """A mail to one person. Its texts are sealed, and erased once it is sent.

    `state` is the value of a `MailState`.

    `expires_at` is when what it carries can no longer be used. While a sender
    holds the mail, `sender` is that sender's token and `next_try_at` the end of
    its lease. `handing_over` is set before the last byte that makes a server
    take the mail: a sender that died with it may have sent it.

    `code_for` is the `live_for` of the code that it carries, or names what else it is about
    (`Carried`). The lower its `priority`, the
    sooner it goes: what a visit asked for that had opened its mailbox goes first.
    """

    recipient = CharField(max_length=254, index=True)
    carries_code = BooleanField()
    expires_at = OptionalUtcDateTimeField()
    subject = TextField(null=True)
    body = TextField(null=True)
    state = CharField(max_length=10)
    tries = IntegerField(default=0)
    reply = CharField(max_length=80, default="")
    created_at = UtcDateTimeField()
    next_try_at = UtcDateTimeField()
    sent_at = OptionalUtcDateTimeField()
    message_id = CharField(max_length=320, null=True)
    sender = CharField(max_length=32, null=True)
    handing_over = BooleanField(default=False)
    perhaps_twice = BooleanField(default=False)
    code_for = CharField(max_length=32, null=True, index=True)
    priority = IntegerField(default=LATER)

    class Meta:
        """The next to send is found without reading the others."""

        indexes = ((("state", "priority", "next_try_at"), False),)
