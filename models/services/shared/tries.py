"""Counting tries before they are made, so that no two of them count as one.

A try is written as a wrong one and committed, then compared; a right one is
deducted. A process killed in between has made a wrong try.

It is who tries that waits. A stranger's wrong tries of a name make their own source wait for
that name; those of all sources together only matter when they are very many.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn

from models.context import Context
from models.errors import MailCodeRequired, MustWait, Refused
from models.rules.calendar import WindowState
from models.rules.throttling import ends_at, wait_after
from models.services.shared.counts import (
    Tried,
    acts,
    add_act,
    count_of,
    count_one,
    counts_about,
    deduct_one,
    everybody_of,
    held_count,
    is_counted,
    known_of,
    reset_counts,
    serialise,
    strangers_counts,
    subject_of,
)
from models.services.shared.requester import Requester
from models.tables.throttles import RecentAct, Throttle

_CAUSES = {Tried.STAFF: "staff", Tried.IDENTIFIER: "identifier"}
"""What made somebody wait, for the logs; anything else is a name."""
NO_ACT = 0
"""The number of no act: databases number from 1."""


@dataclass(frozen=True, slots=True)
class ReservedTry:
    """A try that has been counted and not compared yet."""

    kind: Tried
    subjects: tuple[str, ...]
    """Of the counts that it is in."""
    act: int = NO_ACT
    """Number in the window of its source, `NO_ACT` if it is in none."""
    known: str | None = None
    """Of the count by which its source is known to have been right, None if it is no matter."""


def reserve_sign_in(context: Context, kind: Tried, name: str, requester: Requester) -> ReservedTry:
    """Count a try to sign in, in a transaction of its own.

    Args:
        context: The open election.
        kind: `VOTER` or `MAILBOX`.
        name: The address or user name tried, whether it exists or not.
        requester: Who the visit is to that address.

    Raises:
        MustWait: Too many wrong tries of this name here, or from this source.
        MailCodeRequired: A hundred wrong tries of this name in a row.
    """
    subject = subject_of(context, kind, name, requester)
    together = everybody_of(context, kind, name)
    known = known_of(context, kind, name, requester.source)
    origin = context.pseudonym(Tried.SOURCE, requester.source)
    subjects: tuple[str, ...] = (subject,)
    act = NO_ACT
    with context.transaction():
        refusal: Refused | None = _source_wait(context, Tried.SOURCE, origin)
        if not refusal:
            # The same statements for all names: what they take tells nothing.
            apart = is_counted(kind, known) or requester.owner
            many, _ = held_count(context, kind, together)
            is_many = many >= context.election.security.tries_before_code and not apart
            subjects = (subject,) if apart else (together, subject)
            refusal = _name_wait(context, kind, subject, is_many=is_many)
        if not refusal:
            count_one(context, kind, *subjects)
            act = add_act(context, Tried.SOURCE, origin)
    if refusal:
        raise refusal
    return ReservedTry(kind, subjects, act, known)


def reserve_staff_try(context: Context, source: str) -> ReservedTry:
    """Count a try of the staff code of a kiosk, in a transaction of its own.

    The tries are those of the kiosk itself, not of a place to sign in: its own window of
    tries, for which its visitors would wait, is left alone.

    Raises:
        MustWait: Too many wrong tries at this kiosk.
    """
    return _reserve(context, Tried.STAFF, context.pseudonym(Tried.STAFF, source))


def reserve_identifier_try(context: Context, address: str) -> ReservedTry:
    """Count a try of an identifiant de vote, in a transaction of its own.

    It is the person who waits, wherever they sign in: whoever tries has their password.

    Args:
        context: The open election.
        address: Of the person.

    Raises:
        MustWait: Too many wrong tries of this person.
    """
    subject = context.pseudonym(Tried.IDENTIFIER, address)
    return _reserve(context, Tried.IDENTIFIER, subject)


def _reserve(context: Context, kind: Tried, subject: str) -> ReservedTry:
    with context.transaction():
        refusal = _name_wait(context, kind, subject, is_many=False)
        if not refusal:
            count_one(context, kind, subject)
    if refusal:
        raise refusal
    return ReservedTry(kind, (subject,))


def mark_right(context: Context, tried: ReservedTry) -> None:
    """Make a counted try a right one, inside the caller's transaction.

    From now on its source is known for this name: the tries of others, however many, are no
    matter there.
    """
    for subject in tried.subjects:  # in the order in which a try counts them
        reset_counts(tried.kind, subject)
    refund_source(tried)
    if tried.known:
        held_count(context, tried.kind, tried.known)
        Throttle.update(last_at=context.now).where(count_of(tried.kind, tried.known)).execute()


def refund_source(tried: ReservedTry) -> None:
    """Deduct a counted try from its source only, inside the caller's transaction."""
    RecentAct.delete().where(RecentAct.id == tried.act).execute()


def refund(tried: ReservedTry) -> None:
    """Undo a counted try that could not be compared, inside the caller's transaction."""
    refund_source(tried)
    deduct_one(tried.kind, *tried.subjects)


@contextmanager
def refunded_if_refused(context: Context, tried: ReservedTry | None) -> Iterator[None]:
    """Undo a counted try if what goes before the comparison is refused, outside any transaction.

    Args:
        context: The open election.
        tried: The try, None if none was counted.
    """
    try:
        yield
    except Refused:
        if tried is not None:
            with context.transaction():
                refund(tried)
        raise


def forget_tries(context: Context, kind: Tried, name: str, requester: Requester) -> None:
    """Forget the wrong tries of a name after a better proof, in the caller's transaction.

    Whoever touches several counts of a name holds the one of everybody first, as `end_waits` does.
    """
    everybody = everybody_of(context, kind, name)
    serialise(context, kind, everybody)
    reset_counts(kind, everybody, subject_of(context, kind, name, requester))


def count_code_try(context: Context, address: str, requester: Requester) -> int | None:
    """Count a try of a code, in a transaction of its own.

    Returns:
        How many more will be compared after this one, 0 to 4; None if this
        one may not be compared.
    """
    limit = context.election.security.code_tries
    now = context.now
    subject = subject_of(context, Tried.CODE, address, requester)
    counted = (
        Throttle.insert(kind=Tried.CODE, subject=subject, count=1, last_at=now)
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


def code_tries_left(context: Context, address: str, requester: Requester) -> int:
    """Return how many tries of a code are left, inside a connection."""
    subject = subject_of(context, Tried.CODE, address, requester)
    row = Throttle.get_or_none(count_of(Tried.CODE, subject))
    return context.election.security.code_tries - (row.count if row else 0)


def strangers_code_tries_left(context: Context, address: str) -> int:
    """Return how many tries are left to the stranger who has fewest, inside a connection."""
    counts = Throttle.select(fn.MAX(Throttle.count)).where(
        strangers_counts(context, Tried.CODE, address)
    )
    return max(context.election.security.code_tries - (counts.scalar() or 0), 0)


def forget_code_tries(context: Context, address: str) -> None:
    """Forget the tries of codes of an address, whoever made them, in the caller's transaction."""
    tried = counts_about(context, Tried.CODE, address) & (Throttle.count > 0)
    Throttle.update(count=0).where(tried).execute()


def refund_code_try(context: Context, address: str, requester: Requester) -> None:
    """Give one try back to a code that was right, inside the caller's transaction."""
    deduct_one(Tried.CODE, subject_of(context, Tried.CODE, address, requester))


def require_source_allowed(context: Context, source: str) -> None:
    """Count a creation or a code that a stranger asks for, inside the caller's transaction.

    Raises:
        MustWait: Too many from this source.
    """
    origin = context.pseudonym(Tried.REQUEST, source)
    refusal = _source_wait(context, Tried.REQUEST, origin)
    if refusal:
        raise refusal
    add_act(context, Tried.REQUEST, origin)


def source_allowed_from(context: Context, source: str) -> datetime | None:
    """Return when a stranger may ask from a source again, None for now; inside a connection."""
    return _end_of_source_wait(context, Tried.REQUEST, context.pseudonym(Tried.REQUEST, source))


def _name_wait(
    context: Context, kind: Tried, subject: str, *, is_many: bool
) -> MustWait | MailCodeRequired | None:
    """Return why a name has to wait here.

    Args:
        context: The open election.
        kind: What is tried.
        subject: Under what the tries are counted.
        is_many: Whether strangers have tried it so often, everywhere, that each place has only
            one more try now and then.
    """
    count, last_at = held_count(context, kind, subject)
    security, now = context.election.security, context.now
    confirmations = context.election.calendar.confirmations.state(now)
    by_code = kind is Tried.VOTER and confirmations is WindowState.OPEN
    if by_code and (is_many or count >= security.tries_before_code):
        return MailCodeRequired()
    # A code of the staff is not anybody's to guess, and F12 is open to all who pass by.
    longest = security.source_longest_wait if kind is Tried.STAFF else security.longest_wait
    free = security.identifier_tries if kind is Tried.IDENTIFIER else security.free_tries
    wait = wait_after(count, free=free, first=security.first_wait, longest=longest)
    return _wait(context, kind, subject, last_at, longest if is_many and count else wait)


def _source_wait(context: Context, kind: Tried, origin: str) -> MustWait | None:
    serialise(context, kind, origin)
    until = _end_of_source_wait(context, kind, origin, forget=True)
    return MustWait(until=until).because("place") if until else None


def _end_of_source_wait(
    context: Context, kind: Tried, origin: str, *, forget: bool = False
) -> datetime | None:
    security, now = context.election.security, context.now
    free = security.source_tries if kind is Tried.SOURCE else security.source_requests
    noted = acts(kind, origin)
    moments = [at for at in noted if now - security.source_window < at <= now]
    if forget and len(moments) < len(noted):
        _forget_old(kind, origin, now, security.source_window)
    wait = wait_after(
        len(moments),
        free=free,
        first=security.first_wait,
        longest=security.source_longest_wait,
    )
    return ends_at(max(moments, default=now), now, wait)


def _forget_old(kind: Tried, origin: str, now: datetime, window: timedelta) -> None:
    """Drop acts before the window, and after now: the clock was set back."""
    RecentAct.delete().where(
        (RecentAct.kind == kind)
        & (RecentAct.subject == origin)
        & ((RecentAct.at <= now - window) | (RecentAct.at > now))
    ).execute()


def _wait(
    context: Context, kind: Tried, subject: str, last: datetime, wait: timedelta
) -> MustWait | None:
    now = context.now
    if last > now:  # the clock was set back: the wait counts from now, once
        Throttle.update(last_at=now).where(count_of(kind, subject)).execute()
    until = ends_at(last, now, wait)
    cause = _CAUSES.get(kind, "name")
    return MustWait(until=until).because(cause) if until else None
