"""Sending a mail at once, without the queue: to administrators, about the queue too."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import make_msgid

from models.context import Context
from models.errors import MailRefused, SmtpUnavailable
from models.mail.letters import Letter
from models.mail.multipart import build_mail
from models.mail.smtp import Lost, ReplyLost, SmtpConnection, smtp_connection
from models.settings.mail import MailSection


def send_now(context: Context, letter: Letter, recipients: Iterable[str]) -> tuple[str, ...]:
    """Send a mail to some addresses; return those that the server has taken.

    Its Message-ID is none of the election's own: no mailbox takes it for a mail with a code.

    Args:
        context: The election, with a mail server.
        letter: Subject and text.
        recipients: One mail each, so that none learns of the others.

    Raises:
        SmtpUnavailable: The server cannot be used.
    """
    section = context.election.mail
    if section.smtp is None:
        raise SmtpUnavailable
    taken = []
    with smtp_connection(section.smtp) as connection:
        for recipient in recipients:
            if _hand_over(context, connection, section, letter, recipient):
                taken.append(recipient)
    return tuple(taken)


def _hand_over(
    context: Context,
    connection: SmtpConnection,
    section: MailSection,
    letter: Letter,
    recipient: str,
) -> bool:
    try:
        mail = build_mail(
            letter,
            sender=section.sender,
            recipient=recipient,
            at=context.now.astimezone(context.election.calendar.zone),
            message_id=make_msgid(domain=section.sender_address.rpartition("@")[2]),
        )
        connection.offer(section.sender_address, recipient, mail)
        connection.finish()
    except MailRefused:
        return False
    except ReplyLost:  # perhaps taken: sent again, it would come each time
        return True
    except Lost as loss:
        raise connection.error_for(loss) from loss
    return True
