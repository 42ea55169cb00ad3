"""Starting the sending of waiting mails from within a visit."""

from __future__ import annotations

from models.context import Context
from models.services.sending.leases import mail_is_due
from models.services.sending.waiting import send_waiting_mail


def dispatch_mail(context: Context) -> None:
    """Send at most fifty mails into the embedded mailboxes, or start a sender if one is due.

    With a mail server another process sends: a visit never opens the mail of
    another person.
    """
    if context.election.mail.embedded:
        send_waiting_mail(context)
        return
    if context.start_sender is None:
        return
    with context.connection():
        due = mail_is_due(context)
    if due:
        context.start_sender()
