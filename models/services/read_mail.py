"""Reading a mailbox: its folders and messages."""

from __future__ import annotations

from models.mail_views import Folder, FolderName, MailboxSession, Message
from models.services.mail_outcomes import refused_as_full
from models.services.use_case import UseCase
from models.tables.mails import FULL, WAITING, WaitingMail


class ListFolder(UseCase):
    """Lists a folder."""

    def __call__(self, mailbox: MailboxSession, name: FolderName = FolderName.INBOX) -> Folder:
        """Return the messages of a folder, newest first, and the state of the mailbox.

        The mails that wait are counted first: one that comes in meanwhile is
        seen twice rather than not at all.

        Raises:
            SessionEnded: The mailbox is not open any more.
        """
        with self.context.connection():
            waiting = list(
                WaitingMail.select(WaitingMail.state, WaitingMail.tries, WaitingMail.reply).where(
                    (WaitingMail.recipient == mailbox.address)
                    & WaitingMail.state.in_([WAITING, FULL])
                )
            )
        mailboxes = self.context.mailboxes
        with mailboxes.looking():
            listing = mailboxes.list_folder(mailbox, name)
        return Folder(
            name=name,
            messages=listing.messages,
            quota=listing.quota,
            waiting=len(waiting),
            trashed=listing.trashed,
            left_out=listing.left_out,
            no_room=any(mail.tries and refused_as_full(mail) for mail in waiting),
        )


class ReadMessage(UseCase):
    """Opens a message."""

    def __call__(self, mailbox: MailboxSession, message_id: int) -> Message:
        """Return a whole message and mark it read.

        Raises:
            MessageGone: It is not in this mailbox any more.
            SessionEnded: The mailbox is not open any more.
        """
        mailboxes = self.context.mailboxes
        with mailboxes.acting():
            return mailboxes.read(mailbox, message_id)
