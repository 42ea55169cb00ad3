"""One connection's worth of mails, handed over one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.context import Context
from models.errors import MailRefused, SmtpServerAway
from models.mail.multipart import build_mail
from models.mail.smtp import (
    ConnectionLost,
    LeftBefore,
    Lost,
    ReplyLost,
    SmtpConnection,
    smtp_connection,
)
from models.services.mail_leases import Leases, mail_is_due
from models.services.mail_outcomes import (
    LOST,
    NO_REPLY,
    opened_letter,
    require_own_keys,
    settle_times,
)
from models.tables.mails import REFUSED, SENT, WAITING, WaitingMail


def send_batch(context: Context, most: int, stopped: Callable[[], bool]) -> Iterator[str]:
    """Yield the state of each mail that was dealt with.

    The batch ends with the connection: a mail that was lost with it is put off,
    those behind it are not touched.

    Args:
        context: The open election.
        most: Mails of the batch at most.
        stopped: Whether to stop before the next mail.

    Raises:
        SmtpServerAway: The server cannot be used, or was lost in the middle of
            a mail, which has lost a try unless the server took leave.
        KeysForeign: The keys are another database's; no mail was touched.
        Unavailable: The database is away.
    """
    yield from [REFUSED] * settle_times(context)
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
) -> Iterator[str]:
    leases, begun = Leases(context), False
    for _ in range(most):
        mail = None if stopped() else leases.claim()
        if mail is None:
            return
        if mail.sender is None:
            yield mail.state
            continue
        try:
            state = _hand_over(context, leases, connection, mail)
        except Lost as loss:
            connection.abandon()
            if (state := _put_off(leases, mail, loss)) is not None:
                yield state
            elif begun and not loss.silent:  # so many mails a connection, no more
                return
            raise connection.blamed(loss) from loss
        except SmtpServerAway:
            leases.release(mail)
            if not begun:
                raise
            return  # some servers say it so
        except KeyboardInterrupt:
            leases.release(mail)
            raise
        yield state or WAITING
        if state is None:
            connection.abandon()
            return
        begun = True


def _hand_over(
    context: Context, leases: Leases, connection: SmtpConnection, mail: WaitingMail
) -> str | None:
    """Hand one mail over; return its state, None where it is not to be sent any more.

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
    return SENT


def _put_off(leases: Leases, mail: WaitingMail, loss: Lost) -> str | None:
    """Write what a lost server means for the mail in hand; return its state, None as it was."""
    match loss:
        case LeftBefore():
            leases.release(mail)
            return None
        case ReplyLost():
            return leases.refused(mail, MailRefused(NO_REPLY), perhaps_taken=True)
        case ConnectionLost(reply=reply):
            return leases.refused(mail, MailRefused(reply or LOST))
    raise loss
