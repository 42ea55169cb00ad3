"""Sending the mails that wait: each once, five tries with growing waits, none lost."""

from __future__ import annotations

from collections.abc import Callable

from models.context import Context
from models.errors import MailRefused, SmtpUnavailable
from models.mail.embedded import deliver
from models.services.sending.leases import mail_is_due
from models.services.sending.outcomes import (
    close,
    expired,
    letter_of,
    quarantine,
    require_own_keys,
    reschedule,
    settle_times,
)
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply, Sending

BATCH = 50


def send_waiting_mail(context: Context, *, stopped: Callable[[], bool] = lambda: False) -> Sending:
    """Send at most fifty mails that are due.

    Args:
        context: The open election.
        stopped: Asked before each mail whether to leave the rest for later.

    Returns:
        What became of them; all zero if none is due.

    Raises:
        SmtpUnavailable: The mail server cannot be used; the mails wait.
        WrongKeys: The keys are another database's; no mail was touched.
    """
    fault = None
    if context.election.mail.embedded:
        states = _into_our_mailboxes(context)
    else:
        states, fault = _by_smtp(context, stopped)
    sent, waiting = states.count(MailState.SENT), states.count(MailState.WAITING)
    return Sending(sent, waiting, len(states) - sent - waiting, fault)


def _by_smtp(context: Context, stopped: Callable[[], bool]) -> tuple[list[MailState], str | None]:
    """Return what became of the mails, and why the server ended the batch, if it did."""
    from models.services.sending.smtp_batch import send_batch

    states: list[MailState] = []
    try:
        for state in send_batch(context, BATCH, stopped):
            states.append(state)
    except SmtpUnavailable as error:
        if not states:
            raise
        return states, error.text
    return states, None


def _into_our_mailboxes(context: Context, address: str | None = None) -> list[MailState]:
    """Deliver what is due, to one address or to all; return what became of each mail."""
    given_up = [MailState.REFUSED] * settle_times(context)
    with context.connection():
        waiting = WaitingMail.select(WaitingMail.id).where(
            (WaitingMail.state == MailState.WAITING) & (WaitingMail.next_try_at <= context.now)
        )
        if address is not None:
            waiting = waiting.where(WaitingMail.recipient == address)
        in_order = waiting.order_by(WaitingMail.priority, WaitingMail.next_try_at, WaitingMail.id)
        due = [row.id for row in in_order.limit(BATCH)]
        if due:
            require_own_keys(context)
    return given_up + [state for mail_id in due if (state := _send(context, mail_id))]


def _send(context: Context, mail_id: int) -> MailState | None:
    """Send one mail in one transaction with its delivery; return None if another sender has it."""
    with context.transaction():
        claimed = (
            WaitingMail.update(tries=WaitingMail.tries + 1)
            .where(
                (WaitingMail.id == mail_id)
                & (WaitingMail.state == MailState.WAITING)
                & (WaitingMail.next_try_at <= context.now)
            )
            .execute()
        )
        if not claimed:
            return None
        mail = WaitingMail.get_by_id(mail_id)
        _deliver(context, mail)
        mail.save()
        return MailState(mail.state)


def _deliver(context: Context, mail: WaitingMail) -> None:
    """Deliver a mail and record what became of it."""
    now = context.now
    if expired(mail, now):
        close(mail, MailState.REFUSED, OwnReply.EXPIRED)
        return
    letter = letter_of(context, mail)
    if letter is None:
        mail.tries -= 1
        quarantine(mail)
        return
    try:
        sender = context.election.mail.sender
        deliver(
            letter,
            mail.recipient,
            sender=sender,
            seal=context.seal,
            now=now,
            from_election=True,
        )
    except MailRefused as refusal:
        reschedule(mail, refusal, now)
        return
    mail.sent_at = now
    close(mail, MailState.SENT, "")


def dispatch_mail(context: Context, address: str) -> None:
    """Send what is due to an address into its embedded mailbox, or have what is due sent.

    A visit opens no mail but its own person's: one that an ended visit has left is delivered
    when its recipient looks. With a mail server another process sends.

    Args:
        context: The open election.
        address: Of the person who waits for a mail.
    """
    if context.election.mail.embedded:
        _into_our_mailboxes(context, address)
    else:
        have_mail_sent(context)


def have_mail_sent(context: Context) -> None:
    """Start a sender if a mail is due, and if this machine starts any."""
    if context.start_sender is None:
        return
    with context.connection():
        due = mail_is_due(context)
    if due:
        context.start_sender()
