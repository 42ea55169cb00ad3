"""Making room in a mailbox: into the trash, back, and out of it for good."""

from __future__ import annotations

from collections.abc import Callable, Collection

from models.context import Context
from models.mail_views import MailboxSession
from models.services.mail_outcomes import try_again_now
from models.services.use_case import UseCase


class DeleteMessages(UseCase):
    """Puts messages into the trash; they still take room there."""

    def __call__(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Return how many of these messages were moved.

        Raises:
            TrashFull: A mailbox on a server is too full; they can be erased.
        """
        mailboxes = self.context.mailboxes
        with mailboxes.acting():
            return mailboxes.move_to_trash(mailbox, message_ids)


class DeleteReadMessages(UseCase):
    """Puts every message that has been read into the trash."""

    def __call__(self, mailbox: MailboxSession) -> int:
        """Return how many messages were moved.

        Raises:
            TrashFull: A mailbox on a server is too full; they can be erased.
        """
        mailboxes = self.context.mailboxes
        with mailboxes.acting():
            return mailboxes.move_read_to_trash(mailbox)


class RestoreMessages(UseCase):
    """Takes messages back out of the trash."""

    def __call__(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Return how many of these messages were moved.

        Raises:
            MessageGone: None of them is left, in a mailbox on a server.
        """
        mailboxes = self.context.mailboxes
        with mailboxes.acting():
            return mailboxes.restore(mailbox, message_ids)


class Erasure(UseCase):
    """Erases for good; the mail that waited for room then comes in."""

    def __init__(self, context: Context, dispatch: Callable[[], None]) -> None:
        """Take what has the waiting mail sent."""
        super().__init__(context)
        self._dispatch = dispatch

    def _erased(self, mailbox: MailboxSession, erase: Callable[[], int]) -> int:
        """Return how many messages were erased, and have what waited sent."""
        context, mailboxes = self.context, self.context.mailboxes
        if mailboxes.in_database:
            with mailboxes.acting():
                try_again_now(context, mailbox.address)  # before the box: so does the sender
                erased = erase()
        else:
            erased = erase()
            with context.transaction():
                try_again_now(context, mailbox.address)
        self._dispatch()
        return erased


class EmptyTrash(Erasure):
    """Erases the trash."""

    def __call__(self, mailbox: MailboxSession) -> int:
        """Return how many messages were erased."""
        return self._erased(mailbox, lambda: self.context.mailboxes.erase_trash(mailbox))


class EraseMessages(Erasure):
    """Erases chosen messages, without the trash: a mailbox may be too full to move them."""

    def __call__(self, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
        """Return how many of these messages were erased, in whatever folder they lay."""
        return self._erased(mailbox, lambda: self.context.mailboxes.erase(mailbox, message_ids))
