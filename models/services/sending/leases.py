"""Mails leased to a sender: claimed for a time, marked before the last byte, released.

Each step is a transaction of its own, none of them open while a server is
spoken to. A sender that dies leaves its token and, from the mark on, the trace
that the mail may have been taken.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from peewee import Expression

from models.context import Context
from models.errors import DatabaseBusy, DatabaseUnavailable, DiskFull, MailRefused
from models.mail.message_ids import make_message_id
from models.services.sending.outcomes import (
    WAITS,
    close,
    expired,
    letter_of,
    quarantine,
    reschedule,
)
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply

Outcome = TypeVar("Outcome")

TURNS = 10
"""Replies of a server for one mail, each within its time-out, and some more."""

SHORTEST_LEASE = timedelta(minutes=10)

DATABASE_WAITS = (1, 2, 4, 8, 16, 32, 64, 64, 64, 64, 64)
"""Seconds: a reply that is not written down is a mail sent twice. Shorter than any lease."""


def mail_is_due(context: Context) -> bool:
    """Return whether a mail's time has come, inside a connection; reads an index."""
    return (
        WaitingMail.select()
        .where((WaitingMail.state == MailState.WAITING) & (WaitingMail.next_try_at <= context.now))
        .exists()
    )


class Leases:
    """The leases of one sender."""

    def __init__(self, context: Context) -> None:
        """Choose the token of this sender."""
        self._context = context
        self._token = secrets.token_hex(16)
        smtp = context.election.mail.smtp
        patience = smtp.timeout_seconds if smtp else timedelta()
        self._length = max(SHORTEST_LEASE, TURNS * patience)

    def claim(self) -> WaitingMail | None:
        """Hold the next mail that is due; None if there is none.

        One that has expired, that was altered, or that was handed over twice
        without an answer, is ended instead: its state says so.

        Raises:
            WrongKeys: The keys are another database's; nothing was written.
            KeysMissing: They are not there; nothing was written.
        """
        context = self._context
        now = context.now
        with context.transaction():
            due = (
                WaitingMail.select()
                .where((WaitingMail.state == MailState.WAITING) & (WaitingMail.next_try_at <= now))
                .order_by(WaitingMail.priority, WaitingMail.next_try_at, WaitingMail.id)
                .limit(1)
            )
            mail: WaitingMail | None = context.store.dialect.locked(due, skip_locked=True).first()
            if mail is None:
                return None
            mail.sender = None
            unanswered = mail.handing_over and mail.perhaps_twice
            if mail.handing_over:
                mail.handing_over, mail.perhaps_twice = False, True
            if expired(mail, now):
                close(mail, MailState.REFUSED, OwnReply.EXPIRED)
            elif unanswered or mail.tries > len(WAITS):
                close(mail, MailState.REFUSED, OwnReply.NO_REPLY)
            elif letter_of(context, mail) is None:
                quarantine(mail)
            else:
                mail.sender, mail.next_try_at = self._token, now + self._length
                mail.message_id = mail.message_id or self._name(mail.recipient)
            mail.save()
        return mail

    def mark(self, mail: WaitingMail) -> bool:
        """Write that the last byte comes next; False if the mail may not be sent any more.

        It counts as a try. A newer code may have taken the place of this one, or
        another sender may have claimed it.
        """
        context = self._context
        with context.transaction():
            marked = (
                WaitingMail.update(
                    handing_over=True,
                    tries=WaitingMail.tries + 1,
                    next_try_at=context.now + self._length,
                )
                .where(self._held(mail))
                .execute()
            )
        return bool(marked)

    def accepted(self, mail: WaitingMail) -> None:
        """Write that the server has taken the mail, even if another sender holds it by now."""
        now = self._context.now

        def write() -> None:
            with self._context.transaction():
                WaitingMail.update(
                    state=MailState.SENT,
                    reply="",
                    subject=None,
                    body=None,
                    sent_at=now,
                    sender=None,
                    handing_over=False,
                ).where(WaitingMail.id == mail.id).execute()

        _write_with_retries(write)

    def refused(
        self, mail: WaitingMail, refusal: MailRefused, *, perhaps_taken: bool = False
    ) -> MailState:
        """Write what a server answered; return the state of the mail.

        Nothing is written if it is not this sender's any more. A mail that
        was handed over twice without an answer is given up: the recipient may
        have it twice, and a third time would not help.
        """
        return _write_with_retries(lambda: self._write_refusal(mail, refusal, perhaps_taken))

    def release(self, mail: WaitingMail) -> None:
        """Release a mail unchanged, without counting a try, unless its last byte may be out."""
        with self._context.transaction():
            WaitingMail.update(sender=None, next_try_at=self._context.now).where(
                self._held(mail) & ~WaitingMail.handing_over
            ).execute()

    def _write_refusal(
        self, mail: WaitingMail, refusal: MailRefused, perhaps_taken: bool
    ) -> MailState:
        context = self._context
        with context.transaction():
            held = WaitingMail.select().where(self._held(mail))
            row: WaitingMail | None = context.store.dialect.locked(held).first()
            if row is None:
                return MailState.WAITING
            if not row.handing_over:
                row.tries += 1
            row.sender, row.handing_over = None, False
            if perhaps_taken and row.perhaps_twice:
                close(row, MailState.REFUSED, OwnReply.NO_REPLY)
            else:
                row.perhaps_twice = row.perhaps_twice or perhaps_taken
                reschedule(row, refusal, context.now)
            row.save()
            return MailState(row.state)

    def _held(self, mail: WaitingMail) -> Expression:
        held: Expression = (
            (WaitingMail.id == mail.id)
            & (WaitingMail.sender == self._token)
            & (WaitingMail.state == MailState.WAITING)
        )
        return held

    def _name(self, recipient: str) -> str:
        domain = self._context.election.mail.sender_address.rpartition("@")[2]
        return make_message_id(self._context.keys, recipient, domain)


def _write_with_retries(write: Callable[[], Outcome]) -> Outcome:
    """Write; try again while the database is away or busy, or its disk is full.

    Raises:
        Unavailable: It lasts longer; the mail is looked at again once its lease expires.
    """
    for seconds in DATABASE_WAITS:
        try:
            return write()
        except (DatabaseUnavailable, DatabaseBusy, DiskFull):
            time.sleep(seconds)
    return write()
