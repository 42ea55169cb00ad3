"""What becomes of a mail that was not taken: another try, later room, or the end."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.audit_keys import keys_fit
from models.context import Context
from models.errors import KeysForeign, KeysMissing, MailRefused
from models.mail.letters import Letter
from models.rules.smtp_replies import over_quota
from models.tables.audit import AuditEvent
from models.tables.mails import FULL, REFUSED, WAITING, WaitingMail

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
"""After the first, second, third and fourth try; the fifth is the last (security.md)."""

LONGEST_WAIT = timedelta(hours=3)
"""More than any wait and any lease."""

KEPT_FOR_ROOM = timedelta(days=7)
"""How long a full mailbox is waited for where what the mail carries does not expire."""

EXPIRED = "what it carried has expired"
UNREADABLE = "unreadable seal"
SAMPLE = 20
"""Other sealed mails that tell one that was altered from keys that fit none."""

LOST = "421 4.4.2 connection lost"
NO_REPLY = "421 4.4.2 no reply after its end"


def require_own_keys(context: Context) -> None:
    """Find that the keys are the database's, inside a connection, before a mail is touched.

    Raises:
        KeysForeign: They are another one's: no text would open, no name be known again.
        KeysMissing: They are not there.
    """
    if not keys_fit(context.keys):
        raise KeysForeign


def letter_of(context: Context, mail: WaitingMail) -> Letter | None:
    """Return what a mail says, None where it alone was altered; inside a connection.

    Raises:
        KeysForeign: The keys open no other mail either: none of them is to blame.
        KeysMissing: They are not there.
    """
    context.require_keys()
    try:
        return opened_letter(context, mail)
    except (KeysMissing, KeysForeign, ValueError):
        require_own_keys(context)
        if not _open_others(context, mail):
            raise KeysForeign from None
        return None


def opened_letter(context: Context, mail: WaitingMail) -> Letter:
    """Return what a mail says that `letter_of` could open."""
    return Letter(context.seal.open(mail.subject or ""), context.seal.open(mail.body or ""))


def _open_others(context: Context, mail: WaitingMail) -> bool:
    """Return whether the keys open another mail, or the audit chain knows them without any."""
    others = WaitingMail.select().where(
        WaitingMail.body.is_null(False) & WaitingMail.state.in_([WAITING, FULL])
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
    except (KeysMissing, KeysForeign, ValueError):
        return False
    return True


def expired(mail: WaitingMail, now: datetime) -> bool:
    """Return whether what a mail carries is of no use any more."""
    return mail.expires_at is not None and mail.expires_at <= now


def put_off(mail: WaitingMail, refusal: MailRefused, now: datetime) -> None:
    """Give a mail its next try, keep it for room, or give it up.

    Its tries count the one that was refused.
    """
    mail.reply = refusal.reply
    if not refusal.permanent and mail.tries <= len(WAITS):
        mail.next_try_at = now + WAITS[mail.tries - 1]
    elif over_quota(refusal.reply):
        mail.state = FULL
        mail.next_try_at = mail.expires_at or now + KEPT_FOR_ROOM
    else:
        end(mail, REFUSED, refusal.reply)


def end(mail: WaitingMail, state: str, reply: str) -> None:
    """End a mail; its texts are erased."""
    mail.state, mail.reply = state, reply
    mail.subject = mail.body = None


def put_apart(mail: WaitingMail) -> None:
    """End a mail that was altered; its sealed texts are kept, and no try is counted."""
    mail.state, mail.reply = REFUSED, UNREADABLE


def refused_as_full(mail: WaitingMail) -> bool:
    """Return whether a mail waits for room in its mailbox."""
    return mail.state in {WAITING, FULL} and over_quota(mail.reply)


def try_again_now(context: Context, address: str) -> None:
    """Give the mails that a full mailbox refused new tries, inside the caller's transaction."""
    WaitingMail.update(state=WAITING, tries=0, next_try_at=context.now).where(
        (WaitingMail.recipient == address)
        & WaitingMail.state.in_([WAITING, FULL])
        & WaitingMail.sender.is_null()
    ).execute()


def settle_times(context: Context) -> int:
    """Give up what was kept for room too long; return how many mails that were.

    A mail that would wait for longer than any wait was put off before the clock
    was set back: it is due now.
    """
    now = context.now
    over = (WaitingMail.state == FULL) & (WaitingMail.next_try_at <= now)
    astray = (WaitingMail.state == WAITING) & (WaitingMail.next_try_at > now + LONGEST_WAIT)
    with context.connection():
        if not any(WaitingMail.select().where(which).exists() for which in (over, astray)):
            return 0
    with context.transaction():
        WaitingMail.update(next_try_at=now).where(astray).execute()
        given_up: int = (
            WaitingMail.update(state=REFUSED, reply=EXPIRED, subject=None, body=None)
            .where(over)
            .execute()
        )
    return given_up
