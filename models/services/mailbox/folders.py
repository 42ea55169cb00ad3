"""Reading a mailbox and making room in it: into the trash, back, and out of it for good."""

from __future__ import annotations

from collections.abc import Callable, Collection

from models.context import Context
from models.services.sending.outcomes import refused_as_full, try_again_now
from models.services.sending.waiting import dispatch_mail
from models.tables.mails import WaitingMail
from models.views.mail import Folder, FolderName, MailboxSession, MailState, Message


def list_folder(
    context: Context, mailbox: MailboxSession, name: FolderName = FolderName.INBOX
) -> Folder:
    """Return the messages of a folder, newest first, and the state of the mailbox.

    Raises:
        SessionExpired: The mailbox is not open any more.
    """
    # Waiting mails are counted first: one that arrives meanwhile is seen twice, not missed.
    with context.connection():
        waiting = list(
            WaitingMail.select(WaitingMail.state, WaitingMail.tries, WaitingMail.reply).where(
                (WaitingMail.recipient == mailbox.address)
                & WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
            )
        )
    mailboxes = context.mailboxes
    with mailboxes.reading():
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


def read_message(context: Context, mailbox: MailboxSession, message_id: int) -> Message:
    """Return a whole message and mark it read.

    Raises:
        MessageGone: It is not in this mailbox any more.
        SessionExpired: The mailbox is not open any more.
    """
    mailboxes = context.mailboxes
    with mailboxes.changing():
        return mailboxes.read(mailbox, message_id)


def peek_message(context: Context, mailbox: MailboxSession, message_id: int) -> Message:
    """Return a whole message and leave it unread if it is.

    Raises:
        MessageGone: It is not in this mailbox any more.
        SessionExpired: The mailbox is not open any more.
    """
    mailboxes = context.mailboxes
    with mailboxes.reading():
        return mailboxes.read(mailbox, message_id, mark=False)


def delete_messages(context: Context, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
    """Move messages into the trash, which counts in the quota; return how many were moved.

    Raises:
        TrashFull: A mailbox on a server is too full; they can be erased.
    """
    mailboxes = context.mailboxes
    with mailboxes.changing():
        return mailboxes.move_to_trash(mailbox, message_ids)


def delete_read_messages(context: Context, mailbox: MailboxSession) -> int:
    """Move every message that has been read into the trash; return how many were moved.

    Raises:
        TrashFull: A mailbox on a server is too full; they can be erased.
    """
    mailboxes = context.mailboxes
    with mailboxes.changing():
        return mailboxes.move_read_to_trash(mailbox)


def restore_messages(
    context: Context, mailbox: MailboxSession, message_ids: Collection[int]
) -> int:
    """Move messages back out of the trash; return how many were moved.

    Raises:
        MessageGone: None of them is left, in a mailbox on a server.
    """
    mailboxes = context.mailboxes
    with mailboxes.changing():
        return mailboxes.restore(mailbox, message_ids)


def empty_trash(context: Context, mailbox: MailboxSession) -> int:
    """Erase the trash for good, and have the mails sent that waited for room.

    Returns:
        How many messages were erased.
    """
    return _erased(context, mailbox, lambda: context.mailboxes.erase_trash(mailbox))


def erase_messages(context: Context, mailbox: MailboxSession, message_ids: Collection[int]) -> int:
    """Erase messages of any folder for good: a mailbox may be too full to move them.

    The mails that waited for room are sent then.

    Returns:
        How many messages were erased.
    """
    return _erased(context, mailbox, lambda: context.mailboxes.erase(mailbox, message_ids))


def _erased(context: Context, mailbox: MailboxSession, erase: Callable[[], int]) -> int:
    mailboxes = context.mailboxes
    if mailboxes.in_database:
        with mailboxes.changing():
            try_again_now(context, mailbox.address)  # in the sender's order: mails, then mailbox
            erased = erase()
    else:
        erased = erase()
        with context.transaction():
            try_again_now(context, mailbox.address)
    dispatch_mail(context, mailbox.address)
    return erased
