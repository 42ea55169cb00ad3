"""Opening a professional mailbox: what is the election's of it, wherever it is kept."""

from __future__ import annotations

from models.errors import Unavailable
from models.mail.mailboxes import OpenedMailbox
from models.mail_views import MailboxSession
from models.refusals import MailboxBarred, MailboxSignInRefused, NotOnTheRoll
from models.rules.addresses import normalise_address
from models.rules.user_names import normalise_user_name
from models.services.audit_trail import record
from models.services.people import person_of
from models.services.tries import MAILBOX, ReservedTry, give_back, reserve_sign_in, take_back
from models.services.use_case import UseCase
from models.tables.electors import Elector
from models.tables.openings import note_opening


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
            MailboxBarred: The mail server takes no password of this name.
            NotOnTheRoll: The password is right and the person is no elector.
            MustWait: Too many wrong tries of this name or from this source.
        """
        context = self.context
        understood = _understood(user_name)
        with context.connection():
            elector = _elector(understood)
        name = elector.uid if elector else normalise_user_name(user_name)
        with self.refusals_recorded("open_mailbox", name, source):
            tried = reserve_sign_in(context, MAILBOX, name, source)
            opened = self._signed_in(tried, elector, understood, password)
            if opened is None:
                raise MailboxSignInRefused(context.election.mail.refused_words)
            return self._open(opened, elector, tried, source)

    def _signed_in(
        self, tried: ReservedTry, elector: Elector | None, understood: str, password: str
    ) -> OpenedMailbox | None:
        """Ask the mailboxes; a try that nobody could answer is not counted."""
        context = self.context
        try:
            return context.mailboxes.sign_in(elector, understood, password)
        except (Unavailable, MailboxBarred):
            with context.transaction():
                give_back(tried)
            raise

    def _open(
        self, opened: OpenedMailbox, elector: Elector | None, tried: ReservedTry, source: str
    ) -> MailboxSession:
        try:
            if elector is None:
                with self.context.transaction():
                    take_back(tried)
                raise NotOnTheRoll
            return self._noted(opened, elector, tried, source)
        except Exception:
            self.context.mailboxes.close(opened.handle)
            raise

    def _noted(
        self, opened: OpenedMailbox, elector: Elector, tried: ReservedTry, source: str
    ) -> MailboxSession:
        context = self.context
        with context.transaction():
            context.mailboxes.settle(opened)
            first = note_opening(elector.id, context.now)
            take_back(tried)
            record(context, "mailbox_opened", elector.uid, source)
        return MailboxSession(
            mailbox_id=opened.mailbox_id,
            person=person_of(context, elector),
            numen_in_use=opened.numen_in_use,
            first_opening=first,
            handle=opened.handle,
        )


def _understood(typed: str) -> str:
    """Return a user name or an address as it is meant."""
    return normalise_address(typed) if "@" in typed else normalise_user_name(typed)


def _elector(understood: str) -> Elector | None:
    """Return whose name this is, inside a connection."""
    if not understood.isascii() or not understood.isprintable():  # nobody's, and no text for SQL
        return None
    return Elector.get_or_none((Elector.mail if "@" in understood else Elector.uid) == understood)
