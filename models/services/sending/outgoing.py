"""Writing a mail to send, in the transaction of what it announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.context import Context
from models.errors import MustWait
from models.mail.letters import Letter
from models.rules.throttling import ONE_DAY, MailLimits, resend_from
from models.services.shared.tries import Tried, acts, add_act, serialise
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply

TOO_SOON = "Un mail vient d'être adressé : patientez avant d'en demander un autre."


@dataclass(frozen=True, slots=True)
class SealedLetter:
    """A letter sealed before it is known whether the address is an elector's.

    So the work is the same for an address that is no elector's.
    """

    subject: str
    body: str


def seal_letter(context: Context, letter: Letter) -> SealedLetter:
    """Return a letter with both texts sealed."""
    return SealedLetter(context.seal.close(letter.subject), context.seal.close(letter.body))


def post(
    context: Context, recipient: str, letter: SealedLetter, expires_at: datetime | None = None
) -> None:
    """Write a mail to send; one that carries a code replaces those not sent yet."""
    carries_code = expires_at is not None
    if carries_code:
        WaitingMail.update(
            state=MailState.REFUSED, reply=OwnReply.REPLACED, subject=None, body=None
        ).where(
            (WaitingMail.recipient == recipient)
            & WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
            & WaitingMail.carries_code
        ).execute()
    WaitingMail.insert(
        recipient=recipient,
        carries_code=carries_code,
        expires_at=expires_at,
        subject=letter.subject,
        body=letter.body,
        state=MailState.WAITING,
        created_at=context.now,
        next_try_at=context.now,
    ).execute()


def require_mail_allowed(context: Context, address: str) -> datetime:
    """Count a mail to an address, inside the caller's transaction, which it serialises.

    Returns:
        The moment from which the next one may be asked for.

    Raises:
        MustWait: The last one is too recent, or the day's are used up.
    """
    subject = context.pseudonym(Tried.MAIL, address)
    serialise(context, Tried.MAIL, subject)
    now, sent = context.now, _sent_lately(context, subject)
    if until := resend_from(sent, now, mail_limits(context)):
        raise MustWait(TOO_SOON, until=until)
    add_act(context, Tried.MAIL, subject)
    return resend_from([*sent, now], now, mail_limits(context)) or now


def mail_allowed_from(context: Context, address: str) -> datetime | None:
    """Return when another mail may be asked for, None for now; inside a connection."""
    sent = _sent_lately(context, context.pseudonym(Tried.MAIL, address))
    return resend_from(sent, context.now, mail_limits(context))


def _sent_lately(context: Context, subject: str) -> list[datetime]:
    """Return when mails of the last day were sent, oldest first."""
    now = context.now
    return sorted(at for at in acts(Tried.MAIL, subject) if now - ONE_DAY < at <= now)


def mail_limits(context: Context) -> MailLimits:
    """Return the limits on mails that carry codes, from the election file."""
    security = context.election.security
    return MailLimits(
        resend=security.resend_wait,
        per_day=security.resend_per_day,
    )
