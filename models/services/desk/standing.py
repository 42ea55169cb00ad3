"""Where a person is on the path: read from what is there, for an agent; no secret is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from peewee import Expression

from models.context import Context
from models.rules.calendar import Calendar
from models.rules.diagnosis import ReadOut, diagnose, meanwhile
from models.rules.smtp_replies import over_quota, refused_why
from models.rules.throttling import ends_at, wait_after
from models.services.accounts.codes import OWNERS, last_code
from models.services.accounts.requests import requests_of
from models.services.desk.addresses import changing_of, waiting_change
from models.services.desk.names import events_about
from models.services.sending.outgoing import mail_allowed_from, mail_fate, strangers_mails_from
from models.services.shared.counts import (
    Tried,
    counts_about,
    everybody_of,
    owners_count,
    strangers_counts,
)
from models.services.shared.requester import Requester
from models.services.shared.tries import code_tries_left, strangers_code_tries_left
from models.settings.election import Election
from models.settings.sections import CLOSED
from models.tables.accounts import (
    AccountRequest,
    AccountState,
    ConfirmationCode,
    VoterAccount,
)
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, MailboxMessage, MailboxOpening
from models.tables.mails import WaitingMail
from models.tables.throttles import Throttle
from models.views.desk import AccountStanding, CodeMail, CodeStanding, Diagnosis, Standing
from models.views.mail import MailState, Quota
from models.views.voter import CodePurpose

TOLD_ON = "Je transmets votre demande à la personne responsable de l'élection."
"""To whom the calendar has closed the way, if the election file has no words of its own: those
that it has by default lead to the helpdesk."""
OPEN_FIRST = "webmail.diagnosis.open_first"
OPEN_FIRST_ON_SERVER = "webmail.diagnosis.open_first_server"
SOON = timedelta(minutes=2)
"""By then a mail has usually been handed over."""
OWNER = Requester(owner=True, source="")
"""The person themself, with their mailbox open beside."""
_STANDINGS = {
    AccountState.PENDING: AccountStanding.PENDING,
    AccountState.ACTIVE: AccountStanding.ACTIVE,
    AccountState.DISABLED: AccountStanding.DISABLED,
}


def read_standing(context: Context, elector: Elector) -> Standing:
    """Return where a person is, inside a connection."""
    account = VoterAccount.get_or_none(VoterAccount.elector == elector.id)
    opening = MailboxOpening.get_or_none(MailboxOpening.elector == elector.id)
    tried, change = _Tries(context, elector), waiting_change(elector.id)
    elsewhere = context.election.mail.elsewhere
    return Standing(
        mailbox_opened_at=opening.opened_at if opening else None,
        mailbox_missing=opening is None and _is_missing(context, elector),
        mailbox_full=_is_full(elector),
        mailbox_wait=None if elsewhere else tried.wait_elsewhere(Tried.MAILBOX),
        account=_STANDINGS[AccountState(account.state)] if account else AccountStanding.NONE,
        created_at=account.created_at if account else None,
        confirmed_at=account.confirmed_at if account else None,
        code=_code(context, elector, account) if account else None,
        several_requests=_several_requests(account),
        wait=(tried.wait_elsewhere if elsewhere else tried.wait)(Tried.VOTER),
        wait_elsewhere=None if elsewhere else tried.wait_elsewhere(Tried.VOTER),
        mails_from=_mails_from(context, elector),
        needs_password=_needs_password(account),
        mail_code_needed=tried.needs_mail_code(),
        creations_over=context.election.calendar.accounts.is_over(context.now),
        codes_over=context.election.calendar.confirmations.is_over(context.now),
        signed_in_at=_signed_in(context, elector),
        changing=changing_of(change) if change is not None else None,
        mail_elsewhere=elsewhere,
    )


def diagnosis_of(context: Context, standing: Standing, calendar: Calendar) -> Diagnosis:
    """Return what an agent reads out of a standing; the calendar is that of the person."""
    return diagnose(standing, calendar, context.now, read_out_of(context.election))


def meanwhile_of(context: Context, standing: Standing, calendar: Calendar) -> Diagnosis | None:
    """Return what holds at the old address while a correction waits, None if none does."""
    return meanwhile(standing, calendar, context.now, read_out_of(context.election))


def several_requests(requests: Sequence[AccountRequest]) -> bool:
    """Tell whether several requests wait, of which nothing shows which is the person's."""
    return len(requests) > 1 and not any(each.by_owner for each in requests)


def read_out_of(election: Election) -> ReadOut:
    """Return the sentences that the helpdesk of an election reads out."""
    lines = election.election.assistance_closed
    key = OPEN_FIRST if election.mail.embedded else OPEN_FIRST_ON_SERVER
    return ReadOut(
        closed=TOLD_ON if lines == CLOSED else " ".join(lines), open_first=election.texts.line(key)
    )


def _several_requests(account: VoterAccount | None) -> bool:
    pending = account is not None and account.state == AccountState.PENDING
    return pending and several_requests(requests_of(account))


def _needs_password(account: VoterAccount | None) -> bool:
    """Tell whether an account was opened again without a password (`enable`)."""
    active = account is not None and account.state == AccountState.ACTIVE
    return active and account is not None and not account.password_hash


def _mails_from(context: Context, elector: Elector) -> datetime | None:
    """Return until when the mails of the day are used up, None if they are not."""
    if context.election.mail.elsewhere:
        until = strangers_mails_from(context, elector.mail)
    else:
        until = mail_allowed_from(context, elector.mail, OWNER)
    soon = context.now + context.election.security.resend_wait
    return until if until is not None and until > soon else None


def _is_missing(context: Context, elector: Elector) -> bool:
    """Tell whether a mailbox would be kept here, and there is none."""
    if context.election.mail.backend != "embedded":
        return False
    return not Mailbox.select().where(Mailbox.elector == elector.id).exists()


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
    """Return the last code of an account, the one that is sent again.

    None, too, for a pending account if the request is gone that it would have confirmed.
    """
    code = last_code(account, context.now)
    if code is None:
        return None
    renews = code.purpose == CodePurpose.RESET.value
    if account.state == AccountState.PENDING and not renews and code.request_id is None:
        return None
    mail = _mail_of(code, elector)
    fate = mail_fate(mail) if mail is not None else None
    if fate is CodeMail.WAITING and code.created_at + SOON < context.now:
        fate = CodeMail.DELAYED
    anywhere = context.election.mail.elsewhere
    elsewhere = strangers_code_tries_left(context, elector.mail)
    return CodeStanding(
        asked_at=code.created_at,
        expires_at=code.expires_at,
        live=code.live_for is not None,
        tries_left=elsewhere if anywhere else max(code_tries_left(context, elector.mail, OWNER), 0),
        tries_left_elsewhere=elsewhere,
        tries=context.election.security.code_tries,
        mail=fate,
        by_owner=_is_owners(code),
        is_seen=Mailbox.select().where(Mailbox.elector == elector.id).exists(),
        renews=renews,
        refusal=refused_why(mail.reply) if mail and fate is CodeMail.REFUSED else None,
        read_at=_read_at(elector, code.created_at, mail),
    )


def _is_owners(code: ConfirmationCode) -> bool:
    """Tell whether a code was asked for with the person's mailbox open."""
    if code.request is not None:
        return bool(code.request.by_owner)
    return (code.live_for or "").endswith(OWNERS)


def _mail_of(code: ConfirmationCode, elector: Elector) -> WaitingMail | None:
    """Return the mail that carries a live code; other mails carry none, and name none either."""
    if code.live_for is None:
        return None
    mails = WaitingMail.select().where(WaitingMail.recipient == elector.mail)
    carrying = mails.where(WaitingMail.code_for == code.live_for)
    mail: WaitingMail | None = carrying.order_by(WaitingMail.id.desc()).first()
    return mail


def _read_at(elector: Elector, since: datetime, sent: WaitingMail | None) -> datetime | None:
    """Return when the mail of a code was read, that was asked for at a moment.

    It is the last one of the election that has come by the time when it was sent.
    """
    came = MailboxMessage.received_at >= since
    if sent is not None and sent.sent_at is not None:
        came &= MailboxMessage.received_at <= sent.sent_at
    mail = (
        MailboxMessage.select(MailboxMessage.read_at)
        .join(Mailbox)
        .where(Mailbox.elector == elector.id)
        .where(MailboxMessage.from_election & came)
        .order_by(MailboxMessage.received_at.desc())
        .first()
    )
    return mail.read_at if mail is not None else None


def _signed_in(context: Context, elector: Elector) -> datetime | None:
    event = (
        AuditEvent.select(AuditEvent.at)
        .where(events_about(context, elector))
        .where(AuditEvent.kind == "session_opened")
        .order_by(AuditEvent.sequence.desc())
        .first()
    )
    return event.at if event is not None else None


class _Tries:
    """The waits of one person: those of whoever has their mailbox open, and those of strangers."""

    def __init__(self, context: Context, elector: Elector) -> None:
        self._context = context
        self._names = {
            Tried.VOTER: (elector.mail,),
            Tried.MAILBOX: (elector.uid, elector.mail),
        }

    def wait(self, kind: Tried) -> datetime | None:
        """Return until when the person waits, with their mailbox open; None: they do not."""
        return self._longest(self._counts(kind, owners_count))

    def wait_elsewhere(self, kind: Tried) -> datetime | None:
        """Return until when the longest wait of a stranger lasts; None: none waits."""
        return self._longest(self._counts(kind, strangers_counts))

    def _longest(self, counts: Sequence[tuple[int, datetime]]) -> datetime | None:
        security, now = self._context.election.security, self._context.now
        ends = []
        for count, last_at in counts:
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
        counts = [count for count, _ in self._counts(Tried.VOTER, counts_about)]
        everybody = [everybody_of(context, Tried.VOTER, name) for name in self._names[Tried.VOTER]]
        counts += [row.count for row in Throttle.select().where(Throttle.subject.in_(everybody))]
        return max(counts, default=0) >= context.election.security.tries_before_code

    def _counts(
        self, kind: Tried, of: Callable[[Context, Tried, str], Expression]
    ) -> list[tuple[int, datetime]]:
        rows = []
        for name in self._names[kind]:
            rows += list(Throttle.select().where(of(self._context, kind, name)))
        return [(row.count, row.last_at) for row in rows]
