"""Writing a mail to send, in the transaction of what it announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.context import Context
from models.mail.letters import Letter
from models.refusals import MustWait
from models.rules.throttling import CodeLimits, resend_from
from models.services.tries import serialise
from models.tables.mails import FULL, REFUSED, WAITING, WaitingMail
from models.tables.statement import Statement, moment_of
from models.tables.throttle_statements import ACTS, ADD_ACT

MAIL = "mail"
REPLACED = "replaced by a newer code"
TOO_SOON = "Un mail vient d'être adressé : patientez avant d'en demander un autre."
DAY = timedelta(hours=24)


REPLACE = Statement(
    lambda slot: WaitingMail.update(state=REFUSED, reply=REPLACED, subject=None, body=None).where(
        (WaitingMail.recipient == slot.recipient)
        & WaitingMail.state.in_([WAITING, FULL])
        & WaitingMail.carries_code
    )
)
POST = Statement(
    lambda slot: WaitingMail.insert(
        recipient=slot.recipient,
        carries_code=slot.carries_code,
        expires_at=slot.expires_at,
        subject=slot.subject,
        body=slot.body,
        state=WAITING,
        tries=0,
        reply="",
        created_at=slot.now,
        next_try_at=slot.now,
    )
)


@dataclass(frozen=True, slots=True)
class SealedLetter:
    """A letter sealed before it is known whether anybody is there to read it.

    The work is the same for an address that nobody has.
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
        REPLACE.run(recipient=recipient)
    POST.run(
        recipient=recipient,
        carries_code=carries_code,
        expires_at=expires_at,
        subject=letter.subject,
        body=letter.body,
        now=context.now,
    )


def require_mail_allowed(context: Context, address: str) -> datetime:
    """Count a mail to an address, inside the caller's transaction, which it serialises.

    Returns:
        The moment from which the next one may be asked for.

    Raises:
        MustWait: The last one is too recent, or the day's are used up.
    """
    subject = context.pseudonym(MAIL, address)
    serialise(context, MAIL, subject)
    now, sent = context.now, _sent_lately(context, subject)
    if until := resend_from(sent, now, code_limits(context)):
        raise MustWait(until, TOO_SOON)
    ADD_ACT.run(kind=MAIL, subject=subject, now=now)
    return resend_from([*sent, now], now, code_limits(context)) or now


def mail_allowed_from(context: Context, address: str) -> datetime | None:
    """Return from when another mail may be asked for, None for now; inside a connection."""
    sent = _sent_lately(context, context.pseudonym(MAIL, address))
    return resend_from(sent, context.now, code_limits(context))


def _sent_lately(context: Context, subject: str) -> list[datetime]:
    """Return when mails of the last day were sent, oldest first."""
    now = context.now
    moments = [moment_of(at) for (at,) in ACTS.run(kind=MAIL, subject=subject)]
    return sorted(at for at in moments if now - DAY < at <= now)


def code_limits(context: Context) -> CodeLimits:
    """Return the limits on codes and their mails of the election file."""
    security = context.election.security
    return CodeLimits(
        tries=security.code_tries,
        life=security.code_life,
        resend=security.resend_wait,
        per_day=security.resend_per_day,
    )
