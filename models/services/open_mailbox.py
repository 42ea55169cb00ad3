"""Opening a professional mailbox: the first time with the NUMEN."""

from __future__ import annotations

from models.mail_views import MailboxSession
from models.refusals import MailboxSignInRefused
from models.rules.addresses import normalise_address
from models.rules.numen import normalise_numen
from models.rules.user_names import normalise_user_name
from models.services.audit_trail import record
from models.services.people import person_of
from models.services.tries import MAILBOX, ReservedTry, reserve_sign_in, take_back
from models.services.use_case import UseCase
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox


class OpenMailbox(UseCase):
    """Takes a user name and a password, and understands the usual slips.

    A capital or a space in the user name, the address in its place, a NUMEN in
    lower case: people did all of these (domain.md), and none tells a guesser
    anything.
    """

    def __call__(self, user_name: str, password: str, *, source: str) -> MailboxSession:
        """Return an open mailbox.

        Raises:
            MailboxSignInRefused: Unknown, or another password.
            MustWait: Too many wrong tries of this name or from this source.
        """
        context = self.context
        with context.connection():
            elector = self._elector(user_name)
            mailbox = Mailbox.get_or_none(Mailbox.elector == (elector.id if elector else 0))
        name = elector.uid if elector else normalise_user_name(user_name)
        with self.refusals_recorded("open_mailbox", name, source):
            tried = reserve_sign_in(context, MAILBOX, name, source)
            stored = mailbox.password_hash if mailbox else None
            numen_expected = mailbox is None or mailbox.numen_in_use
            numen = normalise_numen(password) if numen_expected else None
            right = context.hashes.verify(stored, numen or password)
            if not right or mailbox is None or elector is None:
                raise MailboxSignInRefused
            self._rehash(mailbox, numen or password)
            return self._open(mailbox, elector, tried, source)

    def _elector(self, typed: str) -> Elector | None:
        by_address = "@" in typed
        name = normalise_address(typed) if by_address else normalise_user_name(typed)
        if not name.isascii() or not name.isprintable():  # nobody of the roll, and no text for SQL
            return None
        return Elector.get_or_none((Elector.mail if by_address else Elector.uid) == name)

    def _rehash(self, mailbox: Mailbox, password: str) -> None:
        """Renew a hash that was made with other parameters, unless it has changed since."""
        stored = mailbox.password_hash
        renewed = self.context.hashes.renewed(stored, password)
        if renewed is None:
            return
        with self.context.transaction():
            Mailbox.update(password_hash=renewed).where(
                (Mailbox.id == mailbox.id) & (Mailbox.password_hash == stored)
            ).execute()

    def _open(
        self, mailbox: Mailbox, elector: Elector, tried: ReservedTry, source: str
    ) -> MailboxSession:
        context = self.context
        first = mailbox.opened_at is None
        with context.transaction():
            Mailbox.update(opened_at=context.now).where(
                (Mailbox.id == mailbox.id) & Mailbox.opened_at.is_null()
            ).execute()
            take_back(tried)
            record(context, "mailbox_opened", elector.uid, source)
        return MailboxSession(
            mailbox_id=mailbox.id,
            person=person_of(context, elector),
            numen_in_use=mailbox.numen_in_use,
            first_opening=first,
        )
