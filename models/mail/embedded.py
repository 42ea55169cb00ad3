"""The mailboxes of our own database: room, delivery. Used inside a caller's transaction."""

from __future__ import annotations

from models.context import Context
from models.errors import MailRefused
from models.mail.letters import Letter
from models.mail_views import FolderName
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, MailboxMessage

OVER_QUOTA = "552 5.2.2 mailbox full"
NO_MAILBOX = "550 5.1.1 no such mailbox"


def size_of(letter: Letter) -> int:
    """Return the room that a letter takes, in bytes of UTF-8."""
    return len(letter.subject.encode()) + len(letter.body.encode())


def deliver(
    context: Context, recipient: str, sender: str, letter: Letter, *, from_election: bool = False
) -> None:
    """Put a letter into the mailbox of an address.

    Raises:
        MailRefused: There is no such mailbox (permanent), or it is full.
    """
    mailbox = mailbox_of(recipient)
    if mailbox is None:
        raise MailRefused(NO_MAILBOX, permanent=True)
    size = size_of(letter)
    fits = (
        Mailbox.update(used_bytes=Mailbox.used_bytes + size)
        .where((Mailbox.id == mailbox.id) & (Mailbox.used_bytes + size <= Mailbox.quota_bytes))
        .execute()
    )
    if not fits:
        raise MailRefused(OVER_QUOTA)
    MailboxMessage.create(
        mailbox=mailbox.id,
        folder=FolderName.INBOX.value,
        sender=sender,
        subject=context.seal.close(letter.subject),
        body=context.seal.close(letter.body),
        size=size,
        received_at=context.now,
        from_election=from_election,
    )


def mailbox_of(address: str) -> Mailbox | None:
    """Return the mailbox of an address of the roll, None where there is none."""
    return Mailbox.select().join(Elector).where(Elector.mail == address).get_or_none()
