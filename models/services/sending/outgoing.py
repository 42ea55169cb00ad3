"""Writing a mail to send, in the transaction of what it announces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from peewee import fn

from models.context import Context
from models.errors import MustWait, TooManyMails
from models.mail.letters import Letter
from models.rules.smtp_replies import over_quota
from models.rules.throttling import ONE_DAY, MailLimits, resend_from
from models.services.shared.counts import (
    Tried,
    acts,
    add_act,
    everybody_of,
    serialise,
    strangers_acts,
    subject_of,
)
from models.services.shared.requester import Requester
from models.tables.mails import FIRST, LATER, WaitingMail
from models.tables.throttles import Throttle
from models.views.desk import CodeMail
from models.views.mail import MailState, OwnReply

TOO_SOON = "Un mail vient d'être adressé : patientez avant d'en demander un autre."
OPEN_MAILBOX_FIRST = (
    "Plusieurs mails ont été demandés pour cette adresse aujourd'hui. Ouvrez d'abord votre "
    "messagerie ici : vous n'aurez plus à attendre."
)
USED_UP = (
    "Les mails du jour ont tous été demandés pour cette adresse : servez-vous du plus récent, ou "
    "patientez."
)
STRANGER = Requester(owner=False, source="")
PLACES = 4
"""Times as many mails as one place may ask for, strangers of all places may."""
HOUR = timedelta(hours=1)
MINUTES = "mails"
"""Kind of the counts of mails a minute, whose subject is the minute."""


@dataclass(frozen=True, slots=True)
class SealedLetter:
    """A letter sealed before it is known whether the address is an elector's.

    So the work is the same for an address that is no elector's.
    """

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a mail is about, by which it is found and withdrawn.

    Attributes:
        live_for: The code that it carries, or what else it tells.
        expires_at: Until when the code can be used, aware; None: it carries none.
    """

    live_for: str
    expires_at: datetime | None = None


def seal_letter(context: Context, letter: Letter, recipient: str) -> SealedLetter:
    """Return a letter with both texts sealed to their recipient: nobody else is sent them."""
    subject, body = (place_of(recipient, column) for column in ("subject", "body"))
    return SealedLetter(
        context.seal.close(letter.subject, *subject), context.seal.close(letter.body, *body)
    )


def opened_letter(context: Context, mail: WaitingMail) -> Letter:
    """Return the letter of a mail.

    Raises:
        KeysMissing: It was sealed with other keys or for somebody else, or was altered.
    """
    subject, body = (place_of(mail.recipient, column) for column in ("subject", "body"))
    seal = context.seal
    return Letter(seal.open(mail.subject or "", *subject), seal.open(mail.body or "", *body))


def place_of(recipient: str, column: str) -> tuple[str, ...]:
    """Return what a text of a waiting mail is sealed to.

    Args:
        recipient: Its address.
        column: `subject` or `body`.
    """
    return ("waiting mail", column, recipient)


def post(
    context: Context,
    recipient: str,
    letter: SealedLetter,
    requester: Requester,
    carried: Carried | None = None,
) -> None:
    """Write a mail to send; a code replaces those of the same request that are not sent yet."""
    if carried is not None:
        withdraw(carried.live_for)
    WaitingMail.insert(
        recipient=recipient,
        carries_code=carried is not None and carried.expires_at is not None,
        code_for=carried and carried.live_for,
        expires_at=carried and carried.expires_at,
        priority=FIRST if requester.owner else LATER,
        subject=letter.subject,
        body=letter.body,
        state=MailState.WAITING,
        created_at=context.now,
        next_try_at=context.now,
    ).execute()


def mail_fate(mail: WaitingMail) -> CodeMail:
    """Return what became of a mail: one that was refused for want of room is not lost."""
    if over_quota(mail.reply) and mail.state != MailState.SENT:
        return CodeMail.FULL
    return CodeMail(mail.state)


def withdraw(*live_for: str) -> None:
    """Give up the mails of what has ended, if they are not sent yet."""
    if not live_for:
        return
    WaitingMail.update(
        state=MailState.REFUSED, reply=OwnReply.REPLACED, subject=None, body=None
    ).where(
        WaitingMail.code_for.in_(live_for)
        & WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
    ).execute()


def require_mail_allowed(context: Context, address: str, requester: Requester) -> datetime:
    """Count a mail to an address, inside the caller's transaction, which it serialises.

    Returns:
        The moment from which the next one may be asked for.

    Raises:
        MustWait: The last one is too recent, or the day's are used up.
        TooManyMails: A stranger asks, and the election's mails of this hour are used up.
    """
    together = everybody_of(context, Tried.MAIL, address)
    subject = subject_of(context, Tried.MAIL, address, requester)
    serialise(context, Tried.MAIL, together)
    if until := mail_allowed_from(context, address, requester):
        raise must_wait(context, requester, until)
    _count_mail(context, requester)
    add_act(context, Tried.MAIL, subject)
    if not requester.owner:
        add_act(context, Tried.MAIL, together)
    return mail_allowed_from(context, address, requester) or context.now


def mail_allowed_from(context: Context, address: str, requester: Requester) -> datetime | None:
    """Return when another mail may be asked for, None for now; inside a connection."""
    now, limits = context.now, mail_limits(context, requester)
    sent = _sent_lately(context, subject_of(context, Tried.MAIL, address, requester))
    until = resend_from(sent, now, limits)
    if requester.owner:
        return until
    ends = (until, _strangers_together(context, address, limits))
    return max((end for end in ends if end), default=None)


def strangers_mails_from(context: Context, address: str) -> datetime | None:
    """Return when the stranger who waits longest may ask for another mail, None if none waits.

    Inside a connection.
    """
    now, limits = context.now, mail_limits(context, STRANGER)
    places = strangers_acts(context, Tried.MAIL, address).values()
    ends = [resend_from(_lately(sent, now), now, limits) for sent in places]
    ends.append(_strangers_together(context, address, limits))
    return max((end for end in ends if end), default=None)


def _strangers_together(context: Context, address: str, limits: MailLimits) -> datetime | None:
    """Return when any stranger may: however many places they come from, they fill no mailbox."""
    together = MailLimits(resend=timedelta(), per_day=limits.per_day * PLACES)
    sent = _sent_lately(context, everybody_of(context, Tried.MAIL, address))
    return resend_from(sent, context.now, together)


def must_wait(context: Context, requester: Requester, until: datetime) -> MustWait:
    """Return the refusal of a mail: a stranger who is the owner need not wait for a day."""
    if requester.owner or until <= context.now + context.election.security.resend_wait:
        words = TOO_SOON
    else:
        words = OPEN_MAILBOX_FIRST if context.election.path.has_mailbox else USED_UP
    return MustWait(words, until=until).because("mails")


def mails_in_the_last_hour(context: Context) -> int:
    """Return how many mails were asked for in the last hour, inside a connection."""
    since = _minute(context.now - HOUR)
    counted = Throttle.select(fn.SUM(Throttle.count)).where(
        (Throttle.kind == MINUTES) & (Throttle.subject > since)
    )
    return counted.scalar() or 0


def _count_mail(context: Context, requester: Requester) -> None:
    """Count a mail of the election; only strangers wait if there are too many."""
    if (
        not requester.owner
        and mails_in_the_last_hour(context) >= context.election.security.mails_per_hour
    ):
        words = None if context.election.path.has_mailbox else TooManyMails.elsewhere
        raise TooManyMails(words, until=context.now + timedelta(minutes=5))
    count_mails(context, 1)


def count_mails(context: Context, number: int) -> None:
    """Count mails of the election that were written now, inside the caller's transaction."""
    now = context.now
    Throttle.insert(kind=MINUTES, subject=_minute(now), count=number, last_at=now).on_conflict(
        conflict_target=[Throttle.kind, Throttle.subject],
        update={Throttle.count: Throttle.count + number, Throttle.last_at: now},
    ).execute()


def _minute(moment: datetime) -> str:
    """Return the minute of a moment in UTC; later ones sort behind earlier ones."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"


def _sent_lately(context: Context, subject: str) -> list[datetime]:
    """Return when mails of the last day were sent, oldest first."""
    return _lately(acts(Tried.MAIL, subject), context.now)


def _lately(sent: Iterable[datetime], now: datetime) -> list[datetime]:
    return sorted(at for at in sent if now - ONE_DAY < at <= now)


def mail_limits(context: Context, requester: Requester) -> MailLimits:
    """Return the limits on mails that carry codes, from the election file."""
    security = context.election.security
    return MailLimits(
        resend=security.resend_wait,
        per_day=security.resend_per_day if requester.owner else security.stranger_mails_per_day,
    )
