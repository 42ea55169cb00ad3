"""What has not been sent, and why: for the administrator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from models.mail.embedded import NO_MAILBOX, OVER_QUOTA
from models.mail.multipart import BAD_ADDRESS
from models.mail_views import UnsentLine, UnsentMail, UnsentReason
from models.services.mail_outcomes import EXPIRED, LOST, NO_REPLY, UNREADABLE
from models.services.outgoing import REPLACED
from models.services.use_case import UseCase
from models.tables.mails import FULL, REFUSED, WAITING, WaitingMail

UNSENT = WaitingMail.state.in_([WAITING, FULL, REFUSED]) & (WaitingMail.reply != REPLACED)
"""A mail whose code was replaced is missed by nobody."""

OUR_WORDS = {
    EXPIRED: "ce qu'il portait a expiré avant l'envoi",
    UNREADABLE: "texte abîmé dans la base de données : il est conservé",
    LOST: "connexion perdue avant la fin du mail",
    NO_REPLY: "connexion perdue après le mail, peut-être reçu",
    BAD_ADDRESS: "adresse impossible",
    OVER_QUOTA: "boîte saturée",
    NO_MAILBOX: "aucune boîte à cette adresse",
}
"""What this program wrote itself; the replies of a mail server are told as they are."""


class CountUnsentMail(UseCase):
    """Counts the mails that wait or were refused, by their reasons."""

    def __call__(self) -> UnsentMail:
        """Return the counts, the most frequent reason first."""
        count = fn.COUNT(WaitingMail.id)
        with self.context.connection():
            groups: Any = (
                WaitingMail.select(WaitingMail.state, WaitingMail.reply, count)
                .where(UNSENT)
                .group_by(WaitingMail.state, WaitingMail.reply)
                .order_by(count.desc(), WaitingMail.reply)
                .tuples()
            )
            reasons = tuple(
                UnsentReason(state, OUR_WORDS.get(reply, reply), number)
                for state, reply, number in groups
            )
            twice = WaitingMail.select().where(WaitingMail.perhaps_twice).count()
        return UnsentMail(reasons, twice)


class ListUnsentMail(UseCase):
    """Lists them one by one."""

    def __call__(self) -> Iterator[UnsentLine]:
        """Yield each mail, oldest first, read as it goes: there may be many."""
        with self.context.connection():
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
                    state=mail.state,
                    reply=OUR_WORDS.get(mail.reply, mail.reply),
                    tries=mail.tries,
                    created_at=mail.created_at,
                    next_try_at=mail.next_try_at if mail.state == WAITING else None,
                )
