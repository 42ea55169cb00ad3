"""The mailboxes of our own database: room, delivery. Used inside a caller's transaction."""

from __future__ import annotations

from datetime import UTC, datetime

from models.crypto.sealing import Seal
from models.errors import MailRefused
from models.mail.letters import Letter
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.views.mail import FolderName, OwnReply


def size_of(letter: Letter) -> int:
    """Return the size of a letter, in bytes of UTF-8."""
    return len(letter.subject.encode()) + len(letter.body.encode())


def deliver(
    letter: Letter,
    recipient: str,
    *,
    sender: str,
    seal: Seal,
    now: datetime,
    from_election: bool = False,
) -> None:
    """Put a letter into the mailbox of an address.

    Args:
        letter: Its subject and body.
        recipient: An address.
        sender: What the mailbox shows as the sender.
        seal: Seals subject and body.
        now: Aware; when it is received.
        from_election: It is one of the election's own mails.

    Raises:
        MailRefused: There is no such mailbox (permanent), or it is full.
    """
    mailbox = mailbox_of(recipient)
    if mailbox is None:
        raise MailRefused(reply=OwnReply.NO_MAILBOX, permanent=True)
    size = size_of(letter)
    fits = (
        Mailbox.update(used_bytes=Mailbox.used_bytes + size)
        .where((Mailbox.id == mailbox.id) & (Mailbox.used_bytes + size <= Mailbox.quota_bytes))
        .execute()
    )
    if not fits:
        raise MailRefused(reply=OwnReply.OVER_QUOTA)
    message = MailboxMessage(
        mailbox=mailbox.id,
        folder=FolderName.INBOX.value,
        sender=sender,
        size=size,
        received_at=now,
        from_election=from_election,
    )
    message.subject = seal.close(letter.subject, *place_of(message, "subject"))
    message.body = seal.close(letter.body, *place_of(message, "body"))
    message.save(force_insert=True)


def place_of(message: MailboxMessage, column: str) -> tuple[str, ...]:
    """Return what a text of a message is sealed to: all that the row says of it.

    Args:
        message: A row, its text aside.
        column: `subject` or `body`.
    """
    received: datetime = message.received_at
    facts = (message.mailbox_id, message.sender, message.size, message.from_election)
    return ("message", column, received.astimezone(UTC).isoformat(), *map(str, facts))


def mailbox_of(address: str) -> Mailbox | None:
    """Return the mailbox of an address of the roll, None if there is none."""
    return Mailbox.select().join(Elector).where(Elector.mail == address).get_or_none()
