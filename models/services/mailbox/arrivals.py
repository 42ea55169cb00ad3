"""What became of the election's mails to a mailbox that this visit has opened."""

from __future__ import annotations

from models.context import Context
from models.errors import MailboxBlocked, SessionExpired, Unavailable
from models.services.sending.outcomes import refused_as_full
from models.tables.mails import WaitingMail
from models.views.mail import FolderName, MailboxSession, MailFate, MailState, OwnReply, Quota

NO_ACCESS = (Unavailable, MailboxBlocked, SessionExpired)
"""What a server raises that does not let this visit in any more."""


def follow_mail(context: Context, mailbox: MailboxSession) -> MailFate:
    """Return how many mails wait and were given up, and whether room is lacking.

    Only the owner of a mailbox may know. A refused mail is reported until
    another one is asked for.
    """
    quota = _quota(context, mailbox)
    with context.connection():
        theirs = WaitingMail.select().where(WaitingMail.recipient == mailbox.address)
        unsent = [MailState.WAITING, MailState.FULL]
        waiting = list(theirs.where(WaitingMail.state.in_(unsent)))
        newest = theirs.order_by(WaitingMail.id.desc()).first()
    full = quota is not None and quota.full
    return MailFate(
        waiting=len(waiting),
        full=full or any(refused_as_full(mail) for mail in waiting),
        refused=int(newest is not None and _refused(newest)),
        arrived=_arrived(context, mailbox, newest),
    )


def _quota(context: Context, mailbox: MailboxSession) -> Quota | None:
    """Return the room, or None if the server does not respond: the mails are known all the same."""
    mailboxes = context.mailboxes
    try:
        with mailboxes.reading():
            return mailboxes.quota(mailbox)
    except NO_ACCESS:
        if mailboxes.in_database:
            raise
        return None


def _arrived(context: Context, mailbox: MailboxSession, newest: WaitingMail | None) -> bool:
    """Return whether the inbox shows the newest mail: that a server took it is not enough."""
    mailboxes = context.mailboxes
    if mailboxes.in_database:
        return True
    if newest is None or newest.state != MailState.SENT:
        return False
    written = newest.created_at.replace(microsecond=0)  # a server gives whole seconds
    try:
        with mailboxes.reading():
            listing = mailboxes.list_folder(mailbox, FolderName.INBOX)
    except NO_ACCESS:
        return False
    return any(
        message.from_election and message.received_at >= written for message in listing.messages
    )


def _refused(mail: WaitingMail) -> bool:
    """Return whether a mail system has refused a mail for good."""
    own = {OwnReply.EXPIRED, OwnReply.REPLACED}
    return mail.state == MailState.REFUSED and mail.reply not in own
