"""One person as an administrator sees them: where they stand, why, and what leads on."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_

from models.context import Context
from models.rules.person_reasons import explain
from models.rules.throttling import ends_at, wait_after
from models.rules.user_names import normalise_user_name
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import TELL_WHO_VOTED, record
from models.services.desk.names import events_about
from models.services.desk.standing import read_standing
from models.services.sending.unsent import reply_words
from models.services.shared.counts import Tried, count_of
from models.services.shared.own_scrutins import scrutins_of
from models.services.shared.people import elector_named, person_of
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from models.tables.throttles import Throttle
from models.views.desk import Standing
from models.views.desk_calls import HistoryLine
from models.views.mail import MailState, OwnReply
from models.views.one_person import PersonMail, PersonReport, PersonWait, WaitKind

SHOWN = "person_shown"
"""What the audit chain has of somebody who was looked up."""
MOST_MAILS = 10
MOST_REFUSALS = 20


def show_person(context: Context, name: str, *, source: str) -> PersonReport:
    """Return all that explains where a person stands; that they were looked up is recorded.

    Args:
        context: The open election.
        name: User name or address, as typed.
        source: Who looks, for the audit trail.

    Raises:
        AddressRefused: Not an address of the election.
        ElectorUnknown: Nobody on the roll has this name.
    """
    with refusals_recorded(context, SHOWN, normalise_user_name(name), source):
        with context.transaction():
            elector = elector_named(name, context.election.mail.domains)
            report = _report(context, elector)
            record(context, SHOWN, elector.uid, source)
        return report


def _report(context: Context, elector: Elector) -> PersonReport:
    standing, scrutins = read_standing(context, elector), scrutins_of(context, elector.id)
    calendar = context.election.calendar_of_all(one.code for one in scrutins)
    return PersonReport(
        person=person_of(context, elector),
        department=elector.department,
        uai=elector.uai,
        scrutins=scrutins,
        standing=standing,
        diagnosis=explain(standing, calendar, context.now, elector.uid, elector.civility),
        mails=_mails(elector),
        waits=_waits(context, elector, standing),
        refusals=_refusals(context, elector),
    )


def _mails(elector: Elector) -> tuple[PersonMail, ...]:
    mails = WaitingMail.select().where(WaitingMail.recipient == elector.mail)
    return tuple(
        PersonMail(
            created_at=mail.created_at,
            state=MailState(mail.state),
            reply=reply_words(mail.reply),
            replaced=mail.reply == OwnReply.REPLACED,
            tries=mail.tries,
            next_try_at=mail.next_try_at if mail.state == MailState.WAITING else None,
            sent_at=mail.sent_at,
        )
        for mail in mails.order_by(WaitingMail.id.desc()).limit(MOST_MAILS)
    )


def _waits(context: Context, elector: Elector, standing: Standing) -> tuple[PersonWait, ...]:
    ends = {
        WaitKind.MAILBOX: standing.mailbox_wait,
        WaitKind.SIGN_IN: standing.wait,
        WaitKind.SIGN_IN_ELSEWHERE: standing.wait_elsewhere,
        WaitKind.MAILS: standing.mails_from,
        WaitKind.IDENTIFIER: _identifier_wait(context, elector),
    }
    code = standing.code
    endless = {
        WaitKind.MAIL_CODE: standing.mail_code_needed,
        WaitKind.CODE: code is not None
        and code.live
        and not (code.tries_left and code.tries_left_elsewhere),
    }
    return (
        *(PersonWait(kind, end) for kind, end in ends.items() if end is not None),
        *(PersonWait(kind, None) for kind, holds in endless.items() if holds),
    )


def _identifier_wait(context: Context, elector: Elector) -> datetime | None:
    subject = context.pseudonym(Tried.IDENTIFIER, elector.mail)
    row = Throttle.get_or_none(count_of(Tried.IDENTIFIER, subject))
    if row is None:
        return None
    security = context.election.security
    wait = wait_after(
        row.count,
        free=security.identifier_tries,
        first=security.first_wait,
        longest=security.longest_wait,
    )
    return ends_at(row.last_at, context.now, wait)


def _refusals(context: Context, elector: Elector) -> tuple[HistoryLine, ...]:
    """Return the last refusals of a person; none of them tells that they have voted."""
    votes = [AuditEvent.kind.startswith(f"{kind}/") for kind in TELL_WHO_VOTED]
    refused = AuditEvent.kind.contains("/") & ~AuditEvent.kind.startswith("desk_")
    events = (
        AuditEvent.select(AuditEvent.at, AuditEvent.kind, AuditEvent.source)
        .where(events_about(context, elector) & refused & ~reduce(or_, votes))
        .order_by(AuditEvent.sequence.desc())
        .limit(MOST_REFUSALS)
    )
    return tuple(HistoryLine(event.at, event.kind, event.source) for event in events)
