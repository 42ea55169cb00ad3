"""Replacing the NUMEN by a password of one's own."""

from __future__ import annotations

from dataclasses import replace

from models.mail_views import MailboxSession
from models.refusals import PasswordKeptElsewhere
from models.services.audit_trail import record
from models.services.check_passwords import CheckMailboxPassword
from models.services.use_case import UseCase
from models.tables.mailboxes import Mailbox


class ChangeMailboxPassword(UseCase):
    """Takes another password for a mailbox that this visit has opened."""

    def __call__(
        self, mailbox: MailboxSession, password: str, confirmation: str, *, source: str
    ) -> MailboxSession:
        """Return the mailbox, opened with the new password.

        Raises:
            PasswordRefused: A rule is not kept.
            PasswordKeptElsewhere: The mailboxes are on a server.
        """
        context = self.context
        if not context.mailboxes.password_kept_here:
            raise PasswordKeptElsewhere
        with self.refusals_recorded("mailbox_password", mailbox.person.user_name, source):
            CheckMailboxPassword(context).require(password, confirmation, mailbox=mailbox)
            password_hash = context.hashes.make(password)
            with context.transaction():
                Mailbox.update(password_hash=password_hash, numen_in_use=False).where(
                    Mailbox.id == mailbox.mailbox_id
                ).execute()
                record(context, "mailbox_password_changed", mailbox.person.user_name, source)
        return replace(mailbox, numen_in_use=False, first_opening=False)
