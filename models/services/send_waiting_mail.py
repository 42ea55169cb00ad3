"""Sending the mails that wait: each once, five tries with growing waits, none lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.context import Context
from models.errors import KeysMissing, MailRefused
from models.mail.embedded import OVER_QUOTA, deliver
from models.mail.letters import Letter
from models.mail_views import Sending
from models.services.use_case import UseCase
from models.tables.mails import REFUSED, SENT, WAITING, WaitingMail

BATCH = 50
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
"""After the first, second, third and fourth try; the fifth is the last (security.md)."""
EXPIRED = "what it carried has expired"
UNREADABLE = "unreadable seal"


class SendWaitingMail(UseCase):
    """Hands over the mails whose time has come."""

    def __call__(self) -> Sending:
        """Return what became of at most fifty mails."""
        with self.context.connection():
            due = [
                row.id
                for row in WaitingMail.select(WaitingMail.id)
                .where(
                    (WaitingMail.state == WAITING) & (WaitingMail.next_try_at <= self.context.now)
                )
                .order_by(WaitingMail.next_try_at)
                .limit(BATCH)
            ]
        states = [state for state in map(self._send, due) if state]
        return Sending(states.count(SENT), states.count(WAITING), states.count(REFUSED))

    def _send(self, mail_id: int) -> str | None:
        """Send one mail in one transaction with its delivery; None where another sender has it."""
        context = self.context
        with context.transaction():
            claimed = (
                WaitingMail.update(tries=WaitingMail.tries + 1)
                .where(
                    (WaitingMail.id == mail_id)
                    & (WaitingMail.state == WAITING)
                    & (WaitingMail.next_try_at <= context.now)
                )
                .execute()
            )
            if not claimed:
                return None
            mail = WaitingMail.get_by_id(mail_id)
            _deliver(context, mail)
            mail.save()
            return mail.state


def try_again_now(context: Context, address: str) -> None:
    """Give the mails that a full mailbox refused new tries, inside the caller's transaction."""
    WaitingMail.update(state=WAITING, tries=0, next_try_at=context.now).where(
        (WaitingMail.recipient == address)
        & WaitingMail.state.in_([WAITING, REFUSED])
        & WaitingMail.body.is_null(False)
    ).execute()


def _deliver(context: Context, mail: WaitingMail) -> None:
    """Hand a mail over and write down what became of it."""
    now = context.now
    if mail.expires_at is not None and mail.expires_at <= now:
        _close(mail, REFUSED, EXPIRED)
        return
    try:
        deliver(
            context,
            mail.recipient,
            context.election.mail.sender,
            _opened(context, mail),
            from_election=True,
        )
    except MailRefused as refusal:
        _put_off(mail, refusal, now)
        return
    mail.sent_at = now
    _close(mail, SENT, "")


def _opened(context: Context, mail: WaitingMail) -> Letter:
    """Return what a mail says.

    Raises:
        MailRefused: It was altered: the others behind it are sent all the same.
    """
    try:
        return Letter(context.seal.open(mail.subject or ""), context.seal.open(mail.body or ""))
    except KeysMissing as error:
        raise MailRefused(UNREADABLE) from error


def _put_off(mail: WaitingMail, refusal: MailRefused, now: datetime) -> None:
    """Give a mail its next try, or give it up."""
    mail.reply = refusal.reply
    if refusal.permanent:
        _close(mail, REFUSED, refusal.reply)
    elif mail.tries > len(WAITS):
        mail.state = REFUSED
    else:
        mail.next_try_at = now + WAITS[mail.tries - 1]


def _close(mail: WaitingMail, state: str, reply: str) -> None:
    """End a mail; its texts are erased."""
    mail.state, mail.reply = state, reply
    mail.subject = mail.body = None


def refused_as_full(mail: WaitingMail) -> bool:
    """Return whether a mail waits for room in its mailbox."""
    return mail.reply == OVER_QUOTA
