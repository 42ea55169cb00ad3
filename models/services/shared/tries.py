"""Counting tries before they are made, so that no two of them count as one.

A try is written as a wrong one and committed, then compared; a right one is
deducted. A process killed in between has made a wrong try.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from peewee import Expression

from models.context import Context
from models.errors import MailCodeRequired, MustWait, Refused
from models.rules.calendar import WindowState
from models.rules.throttling import ends_at, wait_after
from models.tables.throttles import RecentAct, Throttle

NO_ACT = 0
"""The number of no act: databases number from 1."""


class Tried(StrEnum):
    """What is counted: kinds of counts and of acts in a window."""

    VOTER = "voter"
    MAILBOX = "mailbox"
    CODE = "code"
    STAFF = "staff"
    SOURCE = "source"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class ReservedTry:
    """A try that has been counted and not compared yet."""

    kind: Tried
    subject: str
    act: int
    """Number in the window of its source, `NO_ACT` if it is in none."""


def reserve_sign_in(context: Context, kind: Tried, name: str, source: str) -> ReservedTry:
    """Count a try to sign in, in a transaction of its own.

    Args:
        context: The open election.
        kind: `VOTER` or `MAILBOX`.
        name: The address or user name tried, whether it exists or not.
        source: Where the person is.

    Raises:
        MustWait: Too many wrong tries of this name or from this source.
        MailCodeRequired: A hundred wrong tries in a row of this name.
    """
    subject = context.pseudonym(kind, name)
    origin = context.pseudonym(Tried.SOURCE, source)
    with context.transaction():
        refusal = _source_wait(context, origin) or _name_wait(context, kind, subject)
        act = NO_ACT
        if not refusal:
            _count_one(context, kind, subject)
            act = add_act(context, Tried.SOURCE, origin)
    if refusal:
        raise refusal
    return ReservedTry(kind, subject, act)


def reserve_staff_try(context: Context, source: str) -> ReservedTry:
    """Count a try of the staff code of a kiosk, in a transaction of its own.

    The tries are those of the kiosk itself, not of a place to sign in: its own window of
    tries, for which its visitors would wait, is left alone.

    Raises:
        MustWait: Too many wrong tries at this kiosk.
    """
    subject = context.pseudonym(Tried.STAFF, source)
    with context.transaction():
        refusal = _name_wait(context, Tried.STAFF, subject)
        if not refusal:
            _count_one(context, Tried.STAFF, subject)
    if refusal:
        raise refusal
    return ReservedTry(Tried.STAFF, subject, NO_ACT)


def mark_right(tried: ReservedTry) -> None:
    """Make a counted try a right one, inside the caller's transaction."""
    _reset(tried.kind, tried.subject)
    refund_source(tried)


def refund_source(tried: ReservedTry) -> None:
    """Deduct a counted try from its source only, inside the caller's transaction."""
    RecentAct.delete().where(RecentAct.id == tried.act).execute()


def refund(tried: ReservedTry) -> None:
    """Undo a counted try that could not be compared, inside the caller's transaction."""
    refund_source(tried)
    _deduct_one(tried.kind, tried.subject)


def reset(context: Context, kind: Tried, name: str) -> None:
    """Forget the wrong tries of a name, inside the caller's transaction."""
    _reset(kind, context.pseudonym(kind, name))


def count_code_try(context: Context, address: str) -> int | None:
    """Count a try of a code, in a transaction of its own.

    Returns:
        How many more will be compared after this one, 0 to 4; None if this
        one may not be compared.
    """
    limit = context.election.security.code_tries
    now = context.now
    counted = (
        Throttle.insert(
            kind=Tried.CODE, subject=context.pseudonym(Tried.CODE, address), count=1, last_at=now
        )
        .on_conflict(
            conflict_target=[Throttle.kind, Throttle.subject],
            update={Throttle.count: Throttle.count + 1, Throttle.last_at: now},
            where=Throttle.count < limit,
        )
        .returning(Throttle.count)
    )
    with context.transaction():
        row = next(iter(counted.execute()), None)
    return None if row is None else limit - row.count


def code_tries_left(context: Context, address: str) -> int:
    """Return how many tries of a code are left, inside a connection."""
    row = Throttle.get_or_none(_of(Tried.CODE, context.pseudonym(Tried.CODE, address)))
    return context.election.security.code_tries - (row.count if row else 0)


def refund_code_try(context: Context, address: str) -> None:
    """Give one try back to a code that was right, inside the caller's transaction."""
    _deduct_one(Tried.CODE, context.pseudonym(Tried.CODE, address))


def add_act(context: Context, kind: Tried, subject: str) -> int:
    """Note one act in the window of a subject, and return its number."""
    act: int = RecentAct.insert(kind=kind, subject=subject, at=context.now).execute()
    return act


def acts(kind: Tried, subject: str) -> list[datetime]:
    """Return the aware moments of the acts of a subject that are noted, inside a connection."""
    rows = RecentAct.select(RecentAct.at).where(
        (RecentAct.kind == kind) & (RecentAct.subject == subject)
    )
    return [row.at for row in rows]


def serialise(context: Context, kind: Tried, subject: str) -> None:
    """Let no other transaction about the same count run at the same time."""
    context.store.dialect.serialise(lambda: _locked(context, kind, subject))


def _locked(context: Context, kind: Tried, subject: str) -> tuple[int, datetime]:
    """Return a count and its last moment, made if need be, held until the transaction ends."""
    held = (
        Throttle.insert(kind=kind, subject=subject, count=0, last_at=context.now)
        .on_conflict(
            conflict_target=[Throttle.kind, Throttle.subject],
            update={Throttle.count: Throttle.count},
        )
        .returning(Throttle.count, Throttle.last_at)
    )
    row = next(iter(held.execute()))
    return row.count, row.last_at


def _of(kind: Tried, subject: str) -> Expression:
    return (Throttle.kind == kind) & (Throttle.subject == subject)


def _count_one(context: Context, kind: Tried, subject: str) -> None:
    Throttle.update(count=Throttle.count + 1, last_at=context.now).where(
        _of(kind, subject)
    ).execute()


def _deduct_one(kind: Tried, subject: str) -> None:
    Throttle.update(count=Throttle.count - 1).where(
        _of(kind, subject) & (Throttle.count > 0)
    ).execute()


def _reset(kind: Tried, subject: str) -> None:
    Throttle.update(count=0).where(_of(kind, subject)).execute()


def _name_wait(context: Context, kind: Tried, subject: str) -> Refused | None:
    count, last_at = _locked(context, kind, subject)
    security, now = context.election.security, context.now
    confirmations = context.election.calendar.confirmations.state(now)
    by_code = kind is Tried.VOTER and confirmations is WindowState.OPEN
    if by_code and count >= security.tries_before_code:
        return MailCodeRequired()
    wait = wait_after(
        count,
        free=security.free_tries,
        first=security.first_wait,
        longest=security.longest_wait,
    )
    return _wait(context, kind, subject, last_at, wait)


def _source_wait(context: Context, origin: str) -> MustWait | None:
    serialise(context, Tried.SOURCE, origin)
    security, now = context.election.security, context.now
    known = acts(Tried.SOURCE, origin)
    moments = [at for at in known if now - security.source_window < at <= now]
    if len(moments) < len(known):
        _forget_old(origin, now, security.source_window)
    wait = wait_after(
        len(moments),
        free=security.source_tries,
        first=security.first_wait,
        longest=security.source_longest_wait,
    )
    until = ends_at(max(moments, default=now), now, wait)
    return MustWait(until=until) if until else None


def _forget_old(origin: str, now: datetime, window: timedelta) -> None:
    """Drop acts before the window, and after now: the clock was set back."""
    RecentAct.delete().where(
        (RecentAct.kind == Tried.SOURCE)
        & (RecentAct.subject == origin)
        & ((RecentAct.at <= now - window) | (RecentAct.at > now))
    ).execute()


def _wait(
    context: Context, kind: Tried, subject: str, last: datetime, wait: timedelta
) -> MustWait | None:
    now = context.now
    if last > now:  # the clock was set back: the wait counts from now, once
        Throttle.update(last_at=now).where(_of(kind, subject)).execute()
    until = ends_at(last, now, wait)
    return MustWait(until=until) if until else None
