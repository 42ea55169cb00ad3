"""Counting tries before they are made, so that no two of them count as one.

A try is written as a wrong one and committed, then compared; a right one is
taken back. A process killed in between has made a wrong try.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import Expression

from models.context import Context
from models.refusals import CodeNeeded, MustWait, Refused
from models.rules.calendar import WindowState
from models.rules.throttling import ends_at, wait_after
from models.tables.statement import moment_of
from models.tables.throttle_statements import (
    ACTS,
    ADD_ACT,
    COUNT,
    COUNT_BELOW,
    FORGET_ACT,
    LOCK,
    RESET,
)
from models.tables.throttles import RecentAct, Throttle

VOTER = "voter"
MAILBOX = "mailbox"
CODE = "code"
STAFF = "staff"
SOURCE = "source"

NO_ACT = 0
"""The number of no act: databases number from 1."""


@dataclass(frozen=True, slots=True)
class ReservedTry:
    """A try that has been counted and not compared yet."""

    kind: str
    subject: str
    act: int
    """Number in the window of its source, `NO_ACT` where it stands in none."""


def reserve_sign_in(context: Context, kind: str, name: str, source: str) -> ReservedTry:
    """Count a try to sign in, in a transaction of its own.

    Args:
        context: The open election.
        kind: `VOTER` or `MAILBOX`.
        name: The address or user name tried, whether it exists or not.
        source: Where the person is.

    Raises:
        MustWait: Too many wrong tries of this name or from this source.
        CodeNeeded: A hundred wrong tries in a row of this name.
    """
    subject = context.pseudonym(kind, name)
    origin = context.pseudonym(SOURCE, source)
    with context.transaction():
        refusal = _source_wait(context, origin) or _name_wait(context, kind, subject)
        act = NO_ACT if refusal else _count(context, kind, subject, origin)
    if refusal:
        raise refusal
    return ReservedTry(kind, subject, act)


def reserve_staff_try(context: Context, source: str) -> ReservedTry:
    """Count a try of the staff code of a kiosk, in a transaction of its own.

    The kiosk is what is tried here, not where somebody signs in: its own window of
    tries, for which its visitors would wait, is left alone.

    Raises:
        MustWait: Too many wrong tries at this kiosk.
    """
    subject = context.pseudonym(STAFF, source)
    with context.transaction():
        refusal = _name_wait(context, STAFF, subject)
        if not refusal:
            COUNT.run(kind=STAFF, subject=subject, now=context.now)
    if refusal:
        raise refusal
    return ReservedTry(STAFF, subject, NO_ACT)


def take_back(tried: ReservedTry) -> None:
    """Make a counted try a right one, inside the caller's transaction."""
    _reset(tried.kind, tried.subject)
    clear_source(tried)


def clear_source(tried: ReservedTry) -> None:
    """Take a counted try back from its source only, inside the caller's transaction."""
    FORGET_ACT.run(act=tried.act)


def give_back(tried: ReservedTry) -> None:
    """Undo a counted try that nobody could compare, inside the caller's transaction."""
    clear_source(tried)
    Throttle.update(count=Throttle.count - 1).where(
        _is(tried.kind, tried.subject) & (Throttle.count > 0)
    ).execute()


def forgive(context: Context, kind: str, name: str) -> None:
    """Forget the wrong tries of a name, inside the caller's transaction."""
    _reset(kind, context.pseudonym(kind, name))


def count_code_try(context: Context, address: str) -> int | None:
    """Count a try of a code, in a transaction of its own.

    Returns:
        How many more will be compared after this one, 0 to 4; None where this
        one may not be compared.
    """
    limit = context.election.security.code_tries
    subject = context.pseudonym(CODE, address)
    with context.transaction():
        counted = COUNT_BELOW.row(kind=CODE, subject=subject, now=context.now, limit=limit)
    return limit - counted[0] if counted else None


def code_tries_left(context: Context, address: str) -> int:
    """Return how many tries of a code are left, inside a connection."""
    row = Throttle.get_or_none(_is(CODE, context.pseudonym(CODE, address)))
    return context.election.security.code_tries - (row.count if row else 0)


def take_back_code_try(context: Context, address: str) -> None:
    """Give one try back to a code that was right, inside the caller's transaction."""
    subject = context.pseudonym(CODE, address)
    Throttle.update(count=Throttle.count - 1).where(
        _is(CODE, subject) & (Throttle.count > 0)
    ).execute()


def locked(context: Context, kind: str, subject: str) -> tuple[int, datetime]:
    """Return a count and its last moment, made if need be, held until the transaction ends."""
    count, last_at = LOCK.run(kind=kind, subject=subject, now=context.now).fetchone()
    return count, moment_of(last_at)


def serialise(context: Context, kind: str, subject: str) -> None:
    """Let no other transaction about the same count go on at the same time.

    SQLite's are one at a time already: each takes the write lock as it begins.
    """
    if context.database.for_update:
        locked(context, kind, subject)


def _is(kind: str, subject: str) -> Expression:
    return (Throttle.kind == kind) & (Throttle.subject == subject)


def _reset(kind: str, subject: str) -> None:
    RESET.run(kind=kind, subject=subject)


def _count(context: Context, kind: str, subject: str, origin: str) -> int:
    COUNT.run(kind=kind, subject=subject, now=context.now)
    act: int = ADD_ACT.run(kind=SOURCE, subject=origin, now=context.now).fetchone()[0]
    return act


def _name_wait(context: Context, kind: str, subject: str) -> Refused | None:
    count, last_at = locked(context, kind, subject)
    security, now = context.election.security, context.now
    confirmations = context.election.calendar.confirmations.state(now)
    by_code = kind == VOTER and confirmations is WindowState.OPEN
    if by_code and count >= security.tries_before_code:
        return CodeNeeded()
    wait = wait_after(
        count,
        free=security.free_tries,
        first=security.first_wait,
        longest=security.longest_wait,
    )
    return _wait(context, kind, subject, last_at, wait)


def _source_wait(context: Context, origin: str) -> MustWait | None:
    serialise(context, SOURCE, origin)
    security, now = context.election.security, context.now
    known = [moment_of(at) for (at,) in ACTS.run(kind=SOURCE, subject=origin)]
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
    return MustWait(until) if until else None


def _forget_old(origin: str, now: datetime, window: timedelta) -> None:
    """Drop acts before the window, and after now: the clock was set back."""
    RecentAct.delete().where(
        (RecentAct.kind == SOURCE)
        & (RecentAct.subject == origin)
        & ((RecentAct.at <= now - window) | (RecentAct.at > now))
    ).execute()


def _wait(
    context: Context, kind: str, subject: str, last: datetime, wait: timedelta
) -> MustWait | None:
    now = context.now
    if last > now:  # the clock was set back: the wait counts from now, once
        Throttle.update(last_at=now).where(_is(kind, subject)).execute()
    until = ends_at(last, now, wait)
    return MustWait(until) if until else None
