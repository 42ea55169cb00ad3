"""What becomes of a mail that was not accepted: another try, a wait for room, or giving up."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.context import Context
from models.errors import KeysMissing, MailRefused, WrongKeys
from models.mail.letters import Letter
from models.rules.smtp_replies import over_quota
from models.services.sending.outgoing import opened_letter
from models.tables.audit import AuditEvent
from models.tables.mails import WaitingMail
from models.tables.own_keys import keys_fit
from models.views.mail import MailState, OwnReply

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
"""After the first, second, third and fourth try; the fifth is the last (docs/securite.md)."""

LONGEST_WAIT = timedelta(hours=3)
"""More than any wait and any lease."""

KEPT_FOR_ROOM = timedelta(days=7)
"""How long a full mailbox is waited for if what the mail carries does not expire."""

SAMPLE = 20
"""Other sealed mails to try, to tell an altered mail from keys that open none."""


def require_own_keys(context: Context) -> None:
    """Require the database's own keys, inside a connection, before a mail is touched.

    Raises:
        WrongKeys: They are another database's: no text would open, no pseudonym would match.
        KeysMissing: A key file is missing.
    """
    if not keys_fit(context.keys):
        raise WrongKeys


def letter_of(context: Context, mail: WaitingMail) -> Letter | None:
    """Return the letter of a mail, or None if this mail alone was altered; inside a connection.

    Raises:
        WrongKeys: The keys open no other mail either: it is not the mail's fault.
        KeysMissing: A key file is missing.
    """
    context.require_keys()
    try:
        return opened_letter(context, mail)
    except (KeysMissing, WrongKeys, ValueError):
        require_own_keys(context)
        if not _open_others(context, mail):
            raise WrongKeys from None
        return None


def _open_others(context: Context, mail: WaitingMail) -> bool:
    """Return whether the keys open another mail or, without any, made the audit chain."""
    others = WaitingMail.select().where(
        WaitingMail.body.is_null(False) & WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
    )
    sealed = list(
        others.where(WaitingMail.id != mail.id).order_by(WaitingMail.id.desc()).limit(SAMPLE)
    )
    if not sealed:
        return AuditEvent.select().exists()
    return any(_opens(context, other) for other in sealed)


def _opens(context: Context, mail: WaitingMail) -> bool:
    try:
        opened_letter(context, mail)
    except (KeysMissing, WrongKeys, ValueError):
        return False
    return True


def expired(mail: WaitingMail, now: datetime) -> bool:
    """Return whether what a mail carries cannot be used any more."""
    return mail.expires_at is not None and mail.expires_at <= now


def reschedule(mail: WaitingMail, refusal: MailRefused, now: datetime) -> None:
    """Schedule the next try of a mail, keep it until there is room, or give it up.

    Its tries include the one that was refused.
    """
    mail.reply = refusal.reply
    if not refusal.permanent and mail.tries <= len(WAITS):
        mail.next_try_at = now + WAITS[mail.tries - 1]
    elif over_quota(refusal.reply):
        mail.state = MailState.FULL
        mail.next_try_at = mail.expires_at or now + KEPT_FOR_ROOM
    else:
        close(mail, MailState.REFUSED, refusal.reply)


def close(mail: WaitingMail, state: MailState, reply: str) -> None:
    """Close a mail: it is not tried any more, and its texts are erased."""
    mail.state, mail.reply = state, reply
    mail.subject = mail.body = None


def quarantine(mail: WaitingMail) -> None:
    """Close a mail that was altered; its sealed texts are kept, and no try is counted."""
    mail.state, mail.reply = MailState.REFUSED, OwnReply.UNREADABLE


def refused_as_full(mail: WaitingMail) -> bool:
    """Return whether a mail waits for room in its mailbox."""
    return mail.state in {MailState.WAITING, MailState.FULL} and over_quota(mail.reply)


def try_again_now(context: Context, address: str) -> None:
    """Give the mails that a full mailbox refused new tries, inside the caller's transaction."""
    WaitingMail.update(state=MailState.WAITING, tries=0, next_try_at=context.now).where(
        (WaitingMail.recipient == address)
        & WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
        & WaitingMail.sender.is_null()
    ).execute()


def settle_times(context: Context) -> int:
    """Give up what was kept for room too long; return how many mails that were.

    A mail that would wait for longer than any wait was put off before the clock
    was set back: it is due now.
    """
    now = context.now
    over = (WaitingMail.state == MailState.FULL) & (WaitingMail.next_try_at <= now)
    astray = (WaitingMail.state == MailState.WAITING) & (
        WaitingMail.next_try_at > now + LONGEST_WAIT
    )
    with context.connection():
        if not any(WaitingMail.select().where(which).exists() for which in (over, astray)):
            return 0
    with context.transaction():
        WaitingMail.update(next_try_at=now).where(astray).execute()
        given_up: int = (
            WaitingMail.update(
                state=MailState.REFUSED, reply=OwnReply.EXPIRED, subject=None, body=None
            )
            .where(over)
            .execute()
        )
    return given_up
