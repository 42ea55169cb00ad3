"""Sending the mails that wait: each once, five tries with growing waits, none lost."""

from __future__ import annotations

from collections.abc import Callable

from models.context import Context
from models.errors import MailRefused
from models.mail.embedded import deliver
from models.mail_views import Sending
from models.services.mail_outcomes import (
    EXPIRED,
    end,
    expired,
    letter_of,
    put_off,
    settle_times,
)
from models.services.use_case import UseCase
from models.tables.mails import REFUSED, SENT, WAITING, WaitingMail

BATCH = 50


class SendWaitingMail(UseCase):
    """Hands over the mails whose time has come."""

    def __call__(self, *, stopped: Callable[[], bool] = lambda: False) -> Sending:
        """Return what became of at most fifty mails; all zero when none is due.

        Args:
            stopped: Asked before each mail whether to leave the rest for later.

        Raises:
            SmtpServerAway: The mail server cannot be used; the mails wait.
        """
        if self.context.election.mail.backend == "embedded":
            states = self._into_our_mailboxes()
        else:
            from models.services.smtp_batch import send_batch

            states = list(send_batch(self.context, BATCH, stopped))
        sent, waiting = states.count(SENT), states.count(WAITING)
        return Sending(sent, waiting, len(states) - sent - waiting)

    def _into_our_mailboxes(self) -> list[str]:
        given_up = [REFUSED] * settle_times(self.context)
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
        return given_up + [state for state in map(self._send, due) if state]

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


def _deliver(context: Context, mail: WaitingMail) -> None:
    """Hand a mail over and write down what became of it."""
    now = context.now
    if expired(mail, now):
        end(mail, REFUSED, EXPIRED)
        return
    try:
        sender = context.election.mail.sender
        deliver(context, mail.recipient, sender, letter_of(context, mail), from_election=True)
    except MailRefused as refusal:
        put_off(mail, refusal, now)
        return
    mail.sent_at = now
    end(mail, SENT, "")
