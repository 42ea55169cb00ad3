"""What has not been sent, and why: for the administrator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from models.context import Context
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply, UnsentLine, UnsentMail, UnsentReason

UNSENT = (WaitingMail.state != MailState.SENT) & (WaitingMail.reply != OwnReply.REPLACED)
"""Mails replaced by a newer code are not reported."""

OUR_WORDS = {
    OwnReply.EXPIRED: "ce qu'il portait a expiré avant l'envoi",
    OwnReply.UNREADABLE: "texte abîmé dans la base de données : il est conservé",
    OwnReply.LOST: "connexion perdue avant la fin du mail",
    OwnReply.NO_REPLY: "connexion perdue après le mail, peut-être reçu",
    OwnReply.BAD_ADDRESS: "adresse impossible",
    OwnReply.OVER_QUOTA: "boîte saturée",
    OwnReply.NO_MAILBOX: "aucune boîte à cette adresse",
}
"""What this program wrote itself; the replies of a mail server are shown as they are."""


def count_unsent_mail(context: Context) -> UnsentMail:
    """Count the mails that wait or were refused by reason, the most frequent one first."""
    count = fn.COUNT(WaitingMail.id)
    with context.connection():
        groups: Any = (
            WaitingMail.select(WaitingMail.state, WaitingMail.reply, count)
            .where(UNSENT)
            .group_by(WaitingMail.state, WaitingMail.reply)
            .order_by(count.desc(), WaitingMail.reply)
            .tuples()
        )
        reasons = tuple(
            UnsentReason(MailState(state), reply_words(reply), number, _own(reply))
            for state, reply, number in groups
        )
        twice = WaitingMail.select().where(WaitingMail.perhaps_twice).count()
    return UnsentMail(reasons, twice)


def list_unsent_mail(context: Context) -> Iterator[UnsentLine]:
    """Yield each mail that waits or was refused, oldest first, without holding them all."""
    with context.connection():
        for mail in (
            WaitingMail.select(
                WaitingMail.recipient,
                WaitingMail.state,
                WaitingMail.reply,
                WaitingMail.tries,
                WaitingMail.created_at,
                WaitingMail.next_try_at,
            )
            .where(UNSENT)
            .order_by(WaitingMail.id)
            .iterator()
        ):
            yield UnsentLine(
                recipient=mail.recipient,
                state=MailState(mail.state),
                reply=reply_words(mail.reply),
                tries=mail.tries,
                created_at=mail.created_at,
                next_try_at=mail.next_try_at if mail.state == MailState.WAITING else None,
                own=_own(mail.reply),
            )


def reply_words(reply: str) -> str:
    """Return what a mail server has replied, or in French what this program wrote in its place."""
    own = _own(reply)
    return OUR_WORDS[own] if own else reply


def _own(reply: str) -> OwnReply | None:
    return OwnReply(reply) if reply in OUR_WORDS else None
