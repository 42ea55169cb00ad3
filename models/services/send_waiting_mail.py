"""Sending the mails that wait: each once, five tries with growing waits, none lost."""

from __future__ import annotations

from collections.abc import Callable

from models.context import Context
from models.errors import MailRefused, SmtpServerAway
from models.mail.embedded import deliver
from models.mail_views import Sending
from models.services.mail_outcomes import (
    EXPIRED,
    end,
    expired,
    letter_of,
    put_apart,
    put_off,
    require_own_keys,
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
            KeysForeign: The keys are another database's; no mail was touched.
        """
        fault = None
        if self.context.election.mail.backend == "embedded":
            states = self._into_our_mailboxes()
        else:
            states, fault = self._by_smtp(stopped)
        sent, waiting = states.count(SENT), states.count(WAITING)
        return Sending(sent, waiting, len(states) - sent - waiting, fault)

    def _by_smtp(self, stopped: Callable[[], bool]) -> tuple[list[str], str | None]:
        """Return what became of the mails, and what the server is reproached with."""
        from models.services.smtp_batch import send_batch

        states: list[str] = []
        try:
            for state in send_batch(self.context, BATCH, stopped):
                states.append(state)
        except SmtpServerAway as away:
            if not states:
                raise
            return states, away.text
        return states, None

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
            if due:
                require_own_keys(self.context)
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
    letter = letter_of(context, mail)
    if letter is None:
        mail.tries -= 1
        put_apart(mail)
        return
    try:
        sender = context.election.mail.sender
        deliver(context, mail.recipient, sender, letter, from_election=True)
    except MailRefused as refusal:
        put_off(mail, refusal, now)
        return
    mail.sent_at = now
    end(mail, SENT, "")
