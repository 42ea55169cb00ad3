"""The mailboxes that an election holds open on a server."""

from __future__ import annotations

from models import Espace
from models.mail.imap.mailboxes import ImapMailboxes
from models.mail.imap.server_mailbox import ServerMailbox


def open_mailboxes(espace: Espace) -> dict[str, ServerMailbox]:
    """Return them by their handles."""
    mailboxes = espace.context.mailboxes
    assert isinstance(mailboxes, ImapMailboxes)
    return mailboxes._open
