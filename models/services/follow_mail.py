"""What became of the election's mails to a mailbox that this visit has opened."""

from __future__ import annotations

from models.mail_views import MailboxSession, MailFate, Quota
from models.services.send_waiting_mail import refused_as_full
from models.services.use_case import UseCase
from models.tables.mailboxes import Mailbox
from models.tables.mails import SENT, WAITING, WaitingMail


class FollowMail(UseCase):
    """Tells the owner of a mailbox why a mail has not come: nobody else may know."""

    def __call__(self, mailbox: MailboxSession) -> MailFate:
        """Return the counts of mails that wait and were given up, and whether room is lacking."""
        with self.context.connection():
            row = Mailbox.get_by_id(mailbox.mailbox_id)
            mails = list(
                WaitingMail.select().where(
                    (WaitingMail.recipient == mailbox.address)
                    & (WaitingMail.state != SENT)
                    & WaitingMail.body.is_null(False)
                )
            )
        waiting = [mail for mail in mails if mail.state == WAITING]
        quota = Quota(row.used_bytes, row.quota_bytes)
        return MailFate(
            waiting=len(waiting),
            full=quota.full or any(refused_as_full(mail) for mail in mails),
            refused=len(mails) - len(waiting),
        )
