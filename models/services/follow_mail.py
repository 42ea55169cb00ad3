"""What became of the election's mails to a mailbox that this visit has opened."""

from __future__ import annotations

from models.errors import Unavailable
from models.mail_views import FolderName, MailboxSession, MailFate, Quota
from models.refusals import MailboxBarred, SessionEnded
from models.services.mail_outcomes import EXPIRED, refused_as_full
from models.services.outgoing import REPLACED
from models.services.use_case import UseCase
from models.tables.mails import FULL, REFUSED, SENT, WAITING, WaitingMail

AWAY = (Unavailable, MailboxBarred, SessionEnded)
"""What a server that does not let this visit in any more is known by."""


class FollowMail(UseCase):
    """Tells the owner of a mailbox why a mail has not come: nobody else may know."""

    def __call__(self, mailbox: MailboxSession) -> MailFate:
        """Return the counts of mails that wait and were given up, and whether room is lacking.

        A mail that was refused is told of until another one is asked for.
        """
        quota = self._quota(mailbox)
        with self.context.connection():
            theirs = WaitingMail.select().where(WaitingMail.recipient == mailbox.address)
            waiting = list(theirs.where(WaitingMail.state.in_([WAITING, FULL])))
            newest = theirs.order_by(WaitingMail.id.desc()).first()
        full = quota is not None and quota.full
        return MailFate(
            waiting=len(waiting),
            full=full or any(refused_as_full(mail) for mail in waiting),
            refused=int(newest is not None and _refused(newest)),
            arrived=self._arrived(mailbox, newest),
        )

    def _quota(self, mailbox: MailboxSession) -> Quota | None:
        """Return the room, None also where the server is away: the mails are known all the same."""
        mailboxes = self.context.mailboxes
        try:
            with mailboxes.looking():
                return mailboxes.quota(mailbox)
        except AWAY:
            if mailboxes.in_database:
                raise
            return None

    def _arrived(self, mailbox: MailboxSession, newest: WaitingMail | None) -> bool:
        """Return whether the inbox shows the newest mail: a server's word is not enough."""
        mailboxes = self.context.mailboxes
        if mailboxes.in_database:
            return True
        if newest is None or newest.state != SENT:
            return False
        written = newest.created_at.replace(microsecond=0)  # a server tells whole seconds
        try:
            with mailboxes.looking():
                listing = mailboxes.list_folder(mailbox, FolderName.INBOX)
        except AWAY:
            return False
        return any(
            message.from_election and message.received_at >= written for message in listing.messages
        )


def _refused(mail: WaitingMail) -> bool:
    """Return whether a mail system has refused a mail for good."""
    return mail.state == REFUSED and mail.reply not in {EXPIRED, REPLACED}
