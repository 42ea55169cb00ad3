"""Opening a professional mailbox, and replacing its NUMEN by a password of one's own."""

from __future__ import annotations

from dataclasses import replace

from models.context import Context
from models.errors import (
    MailboxBlocked,
    MailboxSignInRefused,
    NotOnTheRoll,
    PasswordManagedElsewhere,
    Unavailable,
)
from models.mail.mailboxes import OpenedMailbox
from models.rules.identifiers import normalise_address, normalise_user_name
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.shared.passwords import judge_mailbox_password, require_all_kept
from models.services.shared.people import person_of
from models.services.shared.tries import (
    ReservedTry,
    Tried,
    mark_right,
    refund,
    reserve_sign_in,
)
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, note_opening
from models.views.mail import MailboxSession


def open_mailbox(context: Context, user_name: str, password: str, *, source: str) -> MailboxSession:
    """Return an open mailbox.

    The usual slips are understood: a capital or a space in the user name, the address
    in its place, a NUMEN in lower case. None of them helps a guesser.

    Raises:
        MailboxSignInRefused: Unknown, or another password.
        MailboxBlocked: The mail server accepts no password for this name.
        NotOnTheRoll: The password is right and the person is no elector.
        MustWait: Too many wrong tries of this name or from this source.
    """
    understood = (
        normalise_address(user_name) if "@" in user_name else normalise_user_name(user_name)
    )
    with context.connection():
        elector = _elector(understood)
    name = elector.uid if elector else normalise_user_name(user_name)
    with refusals_recorded(context, "open_mailbox", name, source):
        tried = reserve_sign_in(context, Tried.MAILBOX, name, source)
        opened = _signed_in(context, tried, elector, understood, password)
        if opened is None:
            raise MailboxSignInRefused(context.election.mail.refused_words)
        try:
            return _open(context, opened, elector, tried, source)
        except Exception:
            context.mailboxes.close(opened.handle)
            raise


def close_mailbox(context: Context, mailbox: MailboxSession | None) -> None:
    """Close what is held open of a mailbox: the person has finished.

    The one call that does not block, and may be made from an event loop.

    Args:
        context: The open election.
        mailbox: What was opened; None closes all that this process
            holds open, a sign-in in progress included.
    """
    if mailbox is None:
        context.mailboxes.close_all()
    else:
        context.mailboxes.close(mailbox.handle)


def change_mailbox_password(
    context: Context, mailbox: MailboxSession, password: str, confirmation: str, *, source: str
) -> MailboxSession:
    """Give a mailbox that this visit has opened another password.

    Returns:
        The mailbox, opened with the new password.

    Raises:
        PasswordRefused: A rule is not kept.
        PasswordManagedElsewhere: The mailboxes are on a server.
    """
    user_name = mailbox.person.user_name
    if not context.mailboxes.manages_passwords:
        raise PasswordManagedElsewhere
    with refusals_recorded(context, "mailbox_password", user_name, source):
        require_all_kept(judge_mailbox_password(context, password, confirmation, mailbox=mailbox))
        password_hash = context.hashes.make(password)
        with context.transaction():
            Mailbox.update(password_hash=password_hash, numen_in_use=False).where(
                Mailbox.id == mailbox.mailbox_id
            ).execute()
            record(context, "mailbox_password_changed", user_name, source)
    return replace(mailbox, numen_in_use=False)


def _signed_in(
    context: Context, tried: ReservedTry, elector: Elector | None, understood: str, password: str
) -> OpenedMailbox | None:
    """Ask the mailboxes; a try that got no answer is not counted."""
    try:
        return context.mailboxes.sign_in(elector, understood, password)
    except (Unavailable, MailboxBlocked):
        with context.transaction():
            refund(tried)
        raise


def _open(
    context: Context,
    opened: OpenedMailbox,
    elector: Elector | None,
    tried: ReservedTry,
    source: str,
) -> MailboxSession:
    if elector is None:
        with context.transaction():
            mark_right(tried)
        raise NotOnTheRoll
    with context.transaction():
        context.mailboxes.save_sign_in(opened)
        note_opening(elector.id, context.now)
        mark_right(tried)
        record(context, "mailbox_opened", elector.uid, source)
    return MailboxSession(
        mailbox_id=opened.mailbox_id,
        person=person_of(context, elector),
        numen_in_use=opened.numen_in_use,
        handle=opened.handle,
    )


def _elector(understood: str) -> Elector | None:
    """Return the elector of a user name, inside a connection."""
    if not understood.isascii() or not understood.isprintable():  # no name, and no text for SQL
        return None
    return Elector.get_or_none((Elector.mail if "@" in understood else Elector.uid) == understood)
