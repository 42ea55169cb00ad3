"""Counting the day of the helpdesk: who stands still, what people call for, how activation goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from peewee import SQL, fn

from models.context import Context
from models.rules.smtp_replies import over_quota
from models.services.administration.progress import fresh_counts
from models.services.desk.calls import OPEN
from models.services.desk.sign_in import require_staff
from models.storage.dialect import start_of
from models.tables.accounts import AccountState, ConfirmationCode, VoterAccount
from models.tables.desk import DeskCall
from models.tables.mails import WaitingMail
from models.views.administration import StatusAxis, StatusCount
from models.views.board import Board, Stuck
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import CallState, Cause
from models.views.mail import MailState

HOURS = 24
ONE_HOUR = timedelta(hours=1)


def read_board(
    context: Context, session: StaffSession, axis: StatusAxis = StatusAxis.CORPS
) -> Board:
    """Return the day of the helpdesk, for a supervisor.

    Raises:
        RoleRefused: An agent asks.
        SessionExpired: The account was closed or reset meanwhile.
    """
    with context.connection():
        require_staff(context, session, StaffRole.SUPERVISOR)
    return count_desk(context, axis)


def count_desk(context: Context, axis: StatusAxis = StatusAxis.CORPS) -> Board:
    """Return the same, for the administrator."""
    with context.connection(unlimited=True):
        total, lines = fresh_counts(context, axis)
        return Board(
            at=context.now,
            axis=axis,
            total=total,
            lines=lines,
            hours=_hours(context),
            stuck=_stuck(context, total),
            open_calls=DeskCall.select().where(DeskCall.state.in_(OPEN)).count(),
            calls=_calls(context),
        )


def _hours(context: Context) -> tuple[int, ...]:
    """Return the accounts confirmed in each of the last hours."""
    counts = [0] * HOURS
    begin = context.now - HOURS * ONE_HOUR
    piece = context.store.dialect.ten_minutes_of(VoterAccount.confirmed_at)
    found: Any = VoterAccount.select(piece, fn.COUNT(SQL("1"))).where(
        VoterAccount.confirmed_at > begin
    )
    for ten_minutes, number in found.group_by(piece).tuples():
        moment = start_of(ten_minutes).replace(tzinfo=begin.tzinfo)
        hour = int((moment - begin) / ONE_HOUR)
        counts[min(max(hour, 0), HOURS - 1)] += number
    return tuple(counts)


def _stuck(context: Context, total: StatusCount) -> Stuck:
    live = ConfirmationCode.live_for.is_null(False) & (ConfirmationCode.expires_at > context.now)
    waiting = ConfirmationCode.select(ConfirmationCode.account).where(live)
    pending = VoterAccount.state == AccountState.PENDING
    codes = ConfirmationCode.select(ConfirmationCode.live_for).where(live)
    refused = (WaitingMail.state == MailState.REFUSED) & WaitingMail.code_for.in_(codes)
    return Stuck(
        unopened=max(total.electors - total.opened, 0),
        full=_without_room(),
        expired=VoterAccount.select().where(pending & VoterAccount.id.not_in(waiting)).count(),
        refused=WaitingMail.select().where(refused).count(),
        disabled=VoterAccount.select().where(VoterAccount.state == AccountState.DISABLED).count(),
    )


def _without_room() -> int:
    """Return the mails with a code that wait until their mailbox has room."""
    waiting = WaitingMail.state.in_([MailState.WAITING, MailState.FULL])
    replies: Any = (
        WaitingMail.select(WaitingMail.reply, fn.COUNT(WaitingMail.id))
        .where(waiting & WaitingMail.carries_code & (WaitingMail.reply != ""))
        .group_by(WaitingMail.reply)
        .tuples()
    )
    return sum(number for reply, number in replies if over_quota(reply))


def _calls(context: Context) -> tuple[tuple[Cause, int], ...]:
    """Return what the calls were for that have ended today."""
    zone = context.election.calendar.zone
    midnight = context.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    closed = (DeskCall.state == CallState.CLOSED) & (DeskCall.changed_at >= midnight)
    rows: Any = (
        DeskCall.select(DeskCall.cause, fn.COUNT(DeskCall.id))
        .where(closed & DeskCall.cause.is_null(False))
        .group_by(DeskCall.cause)
        .tuples()
    )
    counts = [(Cause(cause), number) for cause, number in rows]
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0])))
