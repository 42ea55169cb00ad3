"""One connection's worth of mails, handed over one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.context import Context
from models.errors import MailRefused, SmtpServerAway
from models.mail.multipart import build_mail
from models.mail.smtp import (
    ConnectionLost,
    LeftBefore,
    ReplyLost,
    SmtpConnection,
    smtp_connection,
)
from models.services.mail_leases import Leases, mail_is_due
from models.services.mail_outcomes import LOST, NO_REPLY, letter_of, settle_times
from models.tables.mails import REFUSED, SENT, WaitingMail


def send_batch(context: Context, most: int, stopped: Callable[[], bool]) -> Iterator[str]:
    """Yield the state of each mail that was dealt with.

    The batch ends with the connection: a mail that was lost with it is put off,
    those behind it are not touched.

    Args:
        context: The open election.
        most: Mails of the batch at most.
        stopped: Whether to stop before the next mail.

    Raises:
        SmtpServerAway: The server cannot be used; no mail has lost a try by it.
        Unavailable: The database is away.
    """
    yield from [REFUSED] * settle_times(context)
    with context.connection():
        due = mail_is_due(context)
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
            yield _hand_over(context, leases, connection, mail)
        except ConnectionLost as loss:
            connection.abandon()
            if begun and isinstance(loss, LeftBefore):  # so many mails a connection, no more
                leases.release(mail)
            else:
                yield leases.refused(mail, MailRefused(LOST))
            return
        except ReplyLost:
            connection.abandon()
            yield leases.refused(mail, MailRefused(NO_REPLY), perhaps_taken=True)
            return
        except SmtpServerAway:
            leases.release(mail)
            if not begun:
                raise
            return  # some servers say it so
        begun = True


def _hand_over(
    context: Context, leases: Leases, connection: SmtpConnection, mail: WaitingMail
) -> str:
    """Hand one mail over; return its state.

    A mail that is not to be sent any more is broken off with its connection.
    """
    section = context.election.mail
    try:
        message = build_mail(
            letter_of(context, mail),
            sender=section.sender,
            recipient=mail.recipient,
            at=context.now.astimezone(context.election.calendar.zone),
            message_id=mail.message_id or "",
        )
        connection.offer(section.sender_address, mail.recipient, message)
        if not leases.mark(mail):
            raise ConnectionLost
        connection.finish()
    except MailRefused as refusal:
        return leases.refused(mail, refusal)
    leases.accepted(mail)
    return SENT
