"""One connection's worth of mails, handed over one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.context import Context
from models.errors import MailRefused, SmtpUnavailable
from models.mail.multipart import build_mail
from models.mail.smtp import (
    ConnectionLost,
    DisconnectedEarly,
    Lost,
    ReplyLost,
    SmtpConnection,
    smtp_connection,
)
from models.services.sending.leases import Leases, mail_is_due
from models.services.sending.outcomes import require_own_keys, settle_times
from models.services.sending.outgoing import opened_letter
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply


def send_batch(context: Context, most: int, stopped: Callable[[], bool]) -> Iterator[MailState]:
    """Yield the state of each mail that was dealt with.

    The batch ends with the connection: a mail that was lost with it is put off,
    those behind it are not touched.

    Args:
        context: The open election.
        most: Mails of the batch at most.
        stopped: Whether to stop before the next mail.

    Raises:
        SmtpUnavailable: The server cannot be used, or was lost in the middle of
            a mail, which has lost a try unless the server closed the session.
        WrongKeys: The keys are another database's; no mail was touched.
        Unavailable: The database is away.
    """
    yield from [MailState.REFUSED] * settle_times(context)
    with context.connection():
        due = mail_is_due(context) and not stopped()
        if due:
            require_own_keys(context)
    smtp = context.election.mail.smtp
    if not due or smtp is None:
        return
    with smtp_connection(smtp) as connection:
        yield from _over(connection, context, most, stopped)


def _over(
    connection: SmtpConnection, context: Context, most: int, stopped: Callable[[], bool]
) -> Iterator[MailState]:
    leases, begun = Leases(context), False
    for _ in range(most):
        mail = None if stopped() else leases.claim()
        if mail is None:
            return
        if mail.sender is None:
            yield MailState(mail.state)
            continue
        try:
            state = _hand_over(context, leases, connection, mail)
        except Lost as loss:
            connection.abandon()
            if (state := _put_off(leases, mail, loss)) is not None:
                yield state
            elif begun and not loss.silent:  # so many mails a connection, no more
                return
            raise connection.error_for(loss) from loss
        except SmtpUnavailable:
            leases.release(mail)
            if not begun:
                raise
            return  # some servers announce their mails-per-connection limit this way
        except KeyboardInterrupt:
            leases.release(mail)
            raise
        yield state or MailState.WAITING
        if state is None:
            connection.abandon()
            return
        begun = True


def _hand_over(
    context: Context, leases: Leases, connection: SmtpConnection, mail: WaitingMail
) -> MailState | None:
    """Hand one mail over; return its state, None if it is not to be sent any more.

    That one has to be broken off with its connection.
    """
    section = context.election.mail
    try:
        message = build_mail(
            opened_letter(context, mail),
            sender=section.sender,
            recipient=mail.recipient,
            at=context.now.astimezone(context.election.calendar.zone),
            message_id=mail.message_id or "",
        )
        connection.offer(section.sender_address, mail.recipient, message)
        if not leases.mark(mail):
            return None
        connection.finish()
    except MailRefused as refusal:
        return leases.refused(mail, refusal)
    leases.accepted(mail)
    return MailState.SENT


def _put_off(leases: Leases, mail: WaitingMail, loss: Lost) -> MailState | None:
    """Write what a lost server means for the mail in hand; return its state, None as it was."""
    match loss:
        case DisconnectedEarly():
            leases.release(mail)
            return None
        case ReplyLost():
            return leases.refused(mail, MailRefused(reply=OwnReply.NO_REPLY), perhaps_taken=True)
        case ConnectionLost(reply=reply):
            return leases.refused(mail, MailRefused(reply=reply or OwnReply.LOST))
    raise loss
