"""Making room in a mailbox: into the trash, back, and out of it for good."""

from __future__ import annotations

from collections.abc import Collection

from peewee import Expression

from models.mail_views import FolderName, MailboxSession
from models.services.send_waiting_mail import SendWaitingMail, try_again_now
from models.services.use_case import UseCase
from models.tables.mailboxes import Mailbox, MailboxMessage


class DeleteMessages(UseCase):
    """Puts messages into the trash; they still take room there."""

    def __call__(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Return how many of these messages were moved."""
        with self.context.transaction():
            return _move(
                mailbox,
                MailboxMessage.id.in_(list(message_ids)),
                FolderName.INBOX,
                FolderName.TRASH,
            )


class DeleteReadMessages(UseCase):
    """Puts every message that has been read into the trash."""

    def __call__(self, mailbox: MailboxSession) -> int:
        """Return how many messages were moved."""
        with self.context.transaction():
            return _move(
                mailbox,
                MailboxMessage.read_at.is_null(False),
                FolderName.INBOX,
                FolderName.TRASH,
            )


class RestoreMessages(UseCase):
    """Takes messages back out of the trash."""

    def __call__(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Return how many of these messages were moved."""
        with self.context.transaction():
            return _move(
                mailbox,
                MailboxMessage.id.in_(list(message_ids)),
                FolderName.TRASH,
                FolderName.INBOX,
            )


class EmptyTrash(UseCase):
    """Erases the trash; the mail that waited for room then comes in."""

    def __call__(self, mailbox: MailboxSession) -> int:
        """Return how many messages were erased."""
        context = self.context
        with context.transaction():
            in_trash = (MailboxMessage.mailbox == mailbox.mailbox_id) & (
                MailboxMessage.folder == FolderName.TRASH.value
            )
            try_again_now(context, mailbox.address)  # before the box: so does the sender
            erased = list(
                MailboxMessage.delete().where(in_trash).returning(MailboxMessage.size).execute()
            )
            freed = sum(row.size for row in erased)
            Mailbox.update(used_bytes=Mailbox.used_bytes - freed).where(
                Mailbox.id == mailbox.mailbox_id
            ).execute()
        SendWaitingMail(context)()
        return len(erased)


def _move(
    mailbox: MailboxSession, which: Expression, source: FolderName, target: FolderName
) -> int:
    moved: int = (
        MailboxMessage.update(folder=target.value)
        .where(
            (MailboxMessage.mailbox == mailbox.mailbox_id)
            & (MailboxMessage.folder == source.value)
            & which
        )
        .execute()
    )
    return moved
