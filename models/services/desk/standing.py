"""Where a person is on the path: read from what is there, for an agent; no secret is read."""

from __future__ import annotations

from datetime import datetime

from models.context import Context
from models.errors import NotOnTheRoll
from models.rules.diagnosis import diagnose
from models.rules.french_dates import say_moment
from models.rules.smtp_replies import over_quota, refused_why
from models.rules.throttling import ends_at, wait_after
from models.services.accounts.codes import last_code
from models.services.desk.addresses import earlier_addresses, waiting_change
from models.services.shared.counts import Tried, counts_about, everybody_of
from models.services.shared.tries import fewest_code_tries_left
from models.tables.accounts import AccountState, ConfirmationCode, VoterAccount
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, MailboxMessage, MailboxOpening
from models.tables.mails import WaitingMail
from models.tables.throttles import Throttle
from models.views.desk import AccountStanding, CodeMail, CodeStanding, Diagnosis, Standing
from models.views.mail import MailState, Quota

_STANDINGS = {
    AccountState.PENDING: AccountStanding.PENDING,
    AccountState.ACTIVE: AccountStanding.ACTIVE,
    AccountState.DISABLED: AccountStanding.DISABLED,
}


def standing_of(context: Context, elector_id: int) -> Standing:
    """Return where a person is.

    Args:
        context: The open election.
        elector_id: As `Person.elector_id`.

    Raises:
        NotOnTheRoll: They have been taken off the roll meanwhile.
    """
    with context.snapshot():
        elector = Elector.get_or_none(Elector.id == elector_id)
        if elector is None:
            raise NotOnTheRoll
        return read_standing(context, elector)


def read_standing(context: Context, elector: Elector) -> Standing:
    """Return where a person is, inside a connection."""
    account = VoterAccount.get_or_none(VoterAccount.elector == elector.id)
    opening = MailboxOpening.get_or_none(MailboxOpening.elector == elector.id)
    tried, change = _Tries(context, elector), waiting_change(elector.id)
    return Standing(
        mailbox_opened_at=opening.opened_at if opening else None,
        mailbox_full=_is_full(elector),
        mailbox_wait=tried.wait(Tried.MAILBOX),
        account=_STANDINGS[AccountState(account.state)] if account else AccountStanding.NONE,
        created_at=account.created_at if account else None,
        confirmed_at=account.confirmed_at if account else None,
        code=_code(context, elector, account) if account else None,
        wait=tried.wait(Tried.VOTER),
        mail_code_needed=tried.needs_mail_code(),
        codes_over=context.election.calendar.confirmations.is_over(context.now),
        signed_in_at=_signed_in(context, elector),
        address_due=change.due_at if change is not None else None,
    )


def diagnosis_of(context: Context, standing: Standing) -> Diagnosis:
    """Return what an agent reads out of a standing."""
    calendar = context.election.calendar

    def say(moment: datetime) -> str:
        return say_moment(moment, calendar.zone)

    return diagnose(standing, calendar, context.now, say)


def _is_full(elector: Elector) -> bool:
    """Tell whether a mailbox has no room, as it says itself or has said of a mail."""
    mailbox = Mailbox.get_or_none(Mailbox.elector == elector.id)
    if mailbox is not None:
        return Quota(mailbox.used_bytes, mailbox.quota_bytes).full
    refused = WaitingMail.select().where(
        (WaitingMail.recipient == elector.mail)
        & WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
    )
    return any(over_quota(mail.reply) for mail in refused)


def _code(context: Context, elector: Elector, account: VoterAccount) -> CodeStanding | None:
    """Return the last code of an account, the one that is sent again."""
    code = last_code(account)
    if code is None:
        return None
    mail = _mail_of(code, elector)
    fate = _fate(mail)
    return CodeStanding(
        asked_at=code.created_at,
        expires_at=code.expires_at,
        live=code.live_for is not None,
        tries_left=fewest_code_tries_left(context, elector.mail),
        tries=context.election.security.code_tries,
        mail=fate,
        refusal=refused_why(mail.reply) if mail and fate is CodeMail.REFUSED else None,
        read_at=_read_at(elector, code.created_at),
    )


def _mail_of(code: ConfirmationCode, elector: Elector) -> WaitingMail | None:
    """Return the mail that carries a live code; other mails carry none, and name none either."""
    if code.live_for is None:
        return None
    mails = WaitingMail.select().where(WaitingMail.recipient == elector.mail)
    carrying = mails.where(WaitingMail.code_for == code.live_for)
    mail: WaitingMail | None = carrying.order_by(WaitingMail.id.desc()).first()
    return mail


def _fate(mail: WaitingMail | None) -> CodeMail | None:
    if mail is None:
        return None
    if over_quota(mail.reply) and mail.state != MailState.SENT:
        return CodeMail.FULL
    return CodeMail(mail.state)


def _read_at(elector: Elector, since: datetime) -> datetime | None:
    """Return when a mail of the election was read that came since a moment."""
    mail = (
        MailboxMessage.select(MailboxMessage.read_at)
        .join(Mailbox)
        .where(Mailbox.elector == elector.id)
        .where(MailboxMessage.from_election & (MailboxMessage.received_at >= since))
        .order_by(MailboxMessage.received_at.desc())
        .first()
    )
    return mail.read_at if mail is not None else None


def _signed_in(context: Context, elector: Elector) -> datetime | None:
    addresses = (elector.mail, *earlier_addresses(elector.id))
    subjects = [context.pseudonym("person", address) for address in addresses]
    event = (
        AuditEvent.select(AuditEvent.at)
        .where(AuditEvent.subject.in_(subjects))
        .where(AuditEvent.kind == "session_opened")
        .order_by(AuditEvent.sequence.desc())
        .first()
    )
    return event.at if event is not None else None


class _Tries:
    """The waits of one person, whoever has made the tries."""

    def __init__(self, context: Context, elector: Elector) -> None:
        self._context = context
        self._names = {
            Tried.VOTER: (elector.mail,),
            Tried.MAILBOX: (elector.uid, elector.mail),
        }

    def wait(self, kind: Tried) -> datetime | None:
        """Return until when the longest wait lasts that anybody has, None: nobody waits."""
        security, now = self._context.election.security, self._context.now
        ends = []
        for count, last_at in self._counts(kind):
            wait = wait_after(
                count,
                free=security.free_tries,
                first=security.first_wait,
                longest=security.longest_wait,
            )
            ends.append(ends_at(last_at, now, wait))
        return max((end for end in ends if end is not None), default=None)

    def needs_mail_code(self) -> bool:
        """Tell whether the voter password alone opens the account no more."""
        context = self._context
        counts = [count for count, _ in self._counts(Tried.VOTER)]
        everybody = [everybody_of(context, Tried.VOTER, name) for name in self._names[Tried.VOTER]]
        counts += [row.count for row in Throttle.select().where(Throttle.subject.in_(everybody))]
        return max(counts, default=0) >= context.election.security.tries_before_code

    def _counts(self, kind: Tried) -> list[tuple[int, datetime]]:
        rows = []
        for name in self._names[kind]:
            rows += list(Throttle.select().where(counts_about(self._context, kind, name)))
        return [(row.count, row.last_at) for row in rows]
