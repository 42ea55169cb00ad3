"""Writing a mail to send, in the transaction of what it announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.context import Context
from models.mail.letters import Letter
from models.refusals import MustWait
from models.rules.throttling import CodeLimits, resend_from
from models.services.tries import locked
from models.tables.mails import REFUSED, WAITING, WaitingMail
from models.tables.throttles import RecentAct

MAIL = "mail"
REPLACED = "replaced by a newer code"
TOO_SOON = "Un mail vient d'être adressé : patientez avant d'en demander un autre."
DAY = timedelta(hours=24)


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
    """Write a mail to send; one that carries a code replaces those still waiting."""
    carries_code = expires_at is not None
    if carries_code:
        (
            WaitingMail.update(state=REFUSED, reply=REPLACED, subject=None, body=None)
            .where(
                (WaitingMail.recipient == recipient)
                & (WaitingMail.state == WAITING)
                & WaitingMail.carries_code
            )
            .execute()
        )
    WaitingMail.create(
        recipient=recipient,
        carries_code=carries_code,
        expires_at=expires_at,
        subject=letter.subject,
        body=letter.body,
        state=WAITING,
        created_at=context.now,
        next_try_at=context.now,
    )


def require_mail_allowed(context: Context, address: str) -> None:
    """Count a mail to an address, inside the caller's transaction, which it serialises.

    Raises:
        MustWait: The last one is too recent, or the day's are used up.
    """
    subject = context.pseudonym(MAIL, address)
    locked(context, MAIL, subject)
    if until := mail_allowed_from(context, address):
        raise MustWait(until, TOO_SOON)
    RecentAct.create(kind=MAIL, subject=subject, at=context.now)


def mail_allowed_from(context: Context, address: str) -> datetime | None:
    """Return from when another mail may be asked for, None for now; inside a connection."""
    now = context.now
    acts = RecentAct.select(RecentAct.at).where(
        (RecentAct.kind == MAIL)
        & (RecentAct.subject == context.pseudonym(MAIL, address))
        & (RecentAct.at > now - DAY)
        & (RecentAct.at <= now)
    )
    return resend_from(sorted(act.at for act in acts), now, code_limits(context))


def code_limits(context: Context) -> CodeLimits:
    """Return the limits on codes and their mails of the election file."""
    security = context.election.security
    return CodeLimits(
        tries=security.code_tries,
        life=security.code_life,
        resend=security.resend_wait,
        per_day=security.resend_per_day,
    )
