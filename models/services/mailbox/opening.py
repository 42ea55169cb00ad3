"""Opening a professional mailbox, and replacing its first password by a password of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.crypto.digests import hash_digest
from models.errors import (
    CurrentPasswordNeeded,
    MailboxBlocked,
    MailboxSignInRefused,
    NotOnTheRoll,
    PasswordManagedElsewhere,
    Unavailable,
)
from models.mail.mailboxes import OpenedMailbox
from models.rules.identifiers import normalise_address
from models.rules.roll_cells import LOCAL_PART, LONGEST_LOCAL_PART, USER_NAME
from models.rules.user_names import normalise_user_name
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.shared.counts import Tried
from models.services.shared.passwords import judge_mailbox_password, require_all_kept
from models.services.shared.people import person_of
from models.services.shared.requester import Requester
from models.services.shared.tries import (
    ReservedTry,
    mark_right,
    refund,
    reserve_sign_in,
)
from models.services.shared.usual_costs import usual_cost
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, note_opening
from models.views.mail import MailboxSession

CURRENT_NEEDED = "webmail.new_password.current_needed"
FRESH = timedelta(minutes=2)
"""How long the password that opened a mailbox lets its visit choose another one; a kiosk forgets a
visit that was left after 150 seconds."""
WRONG_CURRENT = "Ce n'est pas le mot de passe actuel de cette messagerie. Saisissez-le de nouveau."


def open_mailbox(context: Context, user_name: str, password: str, *, source: str) -> MailboxSession:
    """Return an open mailbox.

    The usual slips are understood: a capital or a space in the user name, the address
    in its place, a first password in lower case. None of them helps a guesser.

    Raises:
        MailboxSignInRefused: Unknown, or another password.
        MailboxBlocked: The mail server accepts no password for this name.
        NotOnTheRoll: The password is right and the person is no elector.
        MustWait: Too many wrong tries of this name or from this source.
    """
    understood = (
        normalise_address(user_name) if "@" in user_name else normalise_user_name(user_name)
    )
    with refusals_recorded(context, "open_mailbox", understood, source):
        # Counted under what was typed: a count under the user name of an address would tell
        # that the address is an elector's, and which user name is theirs.
        stranger = Requester(owner=False, source=source)
        tried = reserve_sign_in(context, Tried.MAILBOX, understood, stranger)
        with context.connection():
            elector = _elector(understood)
            usual, cause = usual_cost(Mailbox), _cause(context, elector)
        refused = MailboxSignInRefused(context.election.mail.refused_words)
        if elector is None and not _may_be_known(context, understood):
            raise refused.because(cause)
        opened = _signed_in(context, tried, elector, understood, password, usual)
        if opened is None:
            raise refused.because(cause)
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
    context: Context,
    mailbox: MailboxSession,
    password: str,
    confirmation: str,
    *,
    current: str = "",
    source: str,
) -> MailboxSession:
    """Give a mailbox that this visit has opened another password; its other sessions end.

    Args:
        context: The open election.
        mailbox: What was opened.
        password: The new one, as typed.
        confirmation: The same again.
        current: The one that opens it now, which is asked for if it was opened `FRESH` ago: a
            visit may have been left open.
        source: Where the person is.

    Returns:
        The mailbox, opened with the new password.

    Raises:
        PasswordRefused: A rule is not kept.
        PasswordManagedElsewhere: The mailboxes are on a server.
        CurrentPasswordNeeded: The current one is missing, or wrong.
        MustWait: Too many wrong ones.
        SessionExpired: The mailbox is not open any more.
    """
    user_name = mailbox.person.user_name
    if not context.mailboxes.manages_passwords:
        raise PasswordManagedElsewhere
    with refusals_recorded(context, "mailbox_password", user_name, source):
        require_all_kept(judge_mailbox_password(context, password, confirmation, mailbox=mailbox))
        if context.now - mailbox.opened_at > FRESH:
            _require_current(context, user_name, current, source)
        password_hash = context.passwords.make(password, Owner.mailbox(user_name))
        with context.transaction():
            context.mailboxes.require_open(mailbox)
            Mailbox.update(password_hash=password_hash, numen_in_use=False).where(
                Mailbox.id == mailbox.mailbox_id
            ).execute()
            record(context, "mailbox_password_changed", user_name, source)
    version = hash_digest(context.keys, password_hash)
    return replace(mailbox, version=version, numen_in_use=False)


def _require_current(context: Context, user_name: str, current: str, source: str) -> None:
    if not current:
        raise CurrentPasswordNeeded(context.election.texts.line(CURRENT_NEEDED))
    stranger = Requester(owner=False, source=source)
    tried = reserve_sign_in(context, Tried.MAILBOX, user_name, stranger)
    with context.connection():
        elector = _elector(user_name)
    if context.mailboxes.sign_in(elector, user_name, current) is None:
        raise CurrentPasswordNeeded(WRONG_CURRENT)
    with context.transaction():
        mark_right(context, tried)


def _signed_in(
    context: Context,
    tried: ReservedTry,
    elector: Elector | None,
    understood: str,
    password: str,
    usual: str | None,
) -> OpenedMailbox | None:
    """Ask the mailboxes; a try that got no answer is not counted."""
    try:
        return context.mailboxes.sign_in(elector, understood, password, usual=usual)
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
            mark_right(context, tried)
        raise NotOnTheRoll
    with context.transaction():
        context.mailboxes.save_sign_in(opened)
        note_opening(elector.id, context.now)
        mark_right(context, tried)
        record(context, "mailbox_opened", elector.uid, source)
    return MailboxSession(
        mailbox_id=opened.mailbox_id,
        version=opened.version,
        opened_at=context.now,
        person=person_of(context, elector),
        numen_in_use=opened.numen_in_use,
        handle=opened.handle,
    )


def _cause(context: Context, elector: Elector | None) -> str:
    """Return why a person would be refused, for the logs, inside a connection.

    Whoever is asked for, it is the same work.
    """
    made = Mailbox.select().where(Mailbox.elector == (elector.id if elector else 0)).exists()
    if elector is None:
        return "unknown"
    return "wrong" if made or not context.election.mail.embedded else "missing"


def _may_be_known(context: Context, understood: str) -> bool:
    """Return whether a server may be asked for a name that is not on the roll.

    Such as a roll has them: of another, that it is refused at once tells nothing. Servers cut
    a name at signs of their own and drop what is behind: one mailbox could be tried under as
    many counts as there are ways to write its name.
    """
    name, at, domain = understood.partition("@")
    if not at:
        return USER_NAME.fullmatch(name) is not None
    known = domain in context.election.mail.domains and len(name) <= LONGEST_LOCAL_PART
    return known and LOCAL_PART.fullmatch(name) is not None


def _elector(understood: str) -> Elector | None:
    """Return the elector of a user name, inside a connection."""
    if not understood.isascii() or not understood.isprintable():  # no name, and no text for SQL
        return None
    return Elector.get_or_none((Elector.mail if "@" in understood else Elector.uid) == understood)
