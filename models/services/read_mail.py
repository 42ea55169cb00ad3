"""Reading a mailbox: its folders and messages. Text from outside is made safe here."""

from __future__ import annotations

from peewee import fn

from models.context import Context
from models.mail_views import Folder, FolderName, MailboxSession, Message, MessageSummary, Quota
from models.refusals import MessageGone
from models.rules.codes import token_in
from models.rules.text import clean_line, clean_text
from models.services.use_case import UseCase
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.tables.mails import WAITING, WaitingMail


class ListFolder(UseCase):
    """Lists a folder."""

    def __call__(self, mailbox: MailboxSession, name: FolderName = FolderName.INBOX) -> Folder:
        """Return the messages of a folder, newest first, and the state of the mailbox."""
        with self.context.connection():
            row = Mailbox.get_by_id(mailbox.mailbox_id)
            messages = list(
                MailboxMessage.select(
                    MailboxMessage.id,
                    MailboxMessage.sender,
                    MailboxMessage.subject,
                    MailboxMessage.size,
                    MailboxMessage.received_at,
                    MailboxMessage.read_at,
                    MailboxMessage.from_election,
                )
                .where((MailboxMessage.mailbox == row.id) & (MailboxMessage.folder == name.value))
                .order_by(MailboxMessage.received_at.desc(), MailboxMessage.id.desc())
            )
            trashed = _count(row.id, FolderName.TRASH)
            waiting = (
                WaitingMail.select(fn.COUNT(WaitingMail.id))
                .where((WaitingMail.recipient == mailbox.address) & (WaitingMail.state == WAITING))
                .scalar()
            )
        return Folder(
            name=name,
            messages=tuple(_summary(self.context, message) for message in messages),
            quota=Quota(row.used_bytes, row.quota_bytes),
            waiting=waiting,
            trashed=trashed,
        )


class ReadMessage(UseCase):
    """Opens a message."""

    def __call__(self, mailbox: MailboxSession, message_id: int) -> Message:
        """Return a whole message and mark it read.

        Raises:
            MessageGone: It is not in this mailbox any more.
        """
        context = self.context
        with context.transaction():
            row = MailboxMessage.get_or_none(
                (MailboxMessage.id == message_id) & (MailboxMessage.mailbox == mailbox.mailbox_id)
            )
            if row is None:
                raise MessageGone
            if row.read_at is None:
                row.read_at = context.now
                row.save(only=[MailboxMessage.read_at])
        body, cut = clean_text(context.seal.open(row.body))
        link = _link_in(context, body) if row.from_election else None
        return Message(summary=_summary(context, row), body=body, cut=cut, link=link)


def _count(mailbox_id: int, folder: FolderName) -> int:
    found: int = (
        MailboxMessage.select(fn.COUNT(MailboxMessage.id))
        .where((MailboxMessage.mailbox == mailbox_id) & (MailboxMessage.folder == folder.value))
        .scalar()
    )
    return found


def _summary(context: Context, row: MailboxMessage) -> MessageSummary:
    return MessageSummary(
        message_id=row.id,
        sender=clean_line(row.sender),
        subject=clean_line(context.seal.open(row.subject)),
        received_at=row.received_at,
        size=row.size,
        unread=row.read_at is None,
        from_election=row.from_election,
    )


def _link_in(context: Context, body: str) -> str | None:
    space_url = context.election.election.space_url
    links = (line.strip() for line in body.splitlines() if "://" in line)
    return next((link for link in links if token_in(link, space_url)), None)
