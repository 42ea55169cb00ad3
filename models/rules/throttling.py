"""How long somebody waits after wrong tries and between mails; the numbers are `[security]`'s.

A clock may be set back between two tries. A moment that lies further ahead than
the wait itself can only come from such a jump: it holds nobody, and the count
of tries, which is kept, makes the next wrong one wait again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NO_WAIT = timedelta()
ONE_DAY = timedelta(hours=24)

_MOST_DOUBLINGS = 64
"""Doublings after which any first wait, were it a microsecond, has passed any longest one."""

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class SignInLimits:
    """Limits of signing in.

    Attributes:
        free_tries: Wrong tries in a row at which an account starts to wait.
        first_wait: The first wait; each wrong try doubles it.
        longest_wait: The longest wait of an account.
        tries_before_code: Wrong tries in a row at which a code by mail is needed.
        source_tries: Wrong tries at which a source (kiosk, SSH peer) starts to wait.
        source_window: Time in which the tries of a source are counted.
        source_longest_wait: The longest wait of a source, short enough for a queue.
    """

    free_tries: int = 3
    first_wait: timedelta = timedelta(seconds=5)
    longest_wait: timedelta = timedelta(minutes=15)
    tries_before_code: int = 100
    source_tries: int = 20
    source_window: timedelta = timedelta(minutes=10)
    source_longest_wait: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """Limits of the codes that mails carry.

    Attributes:
        tries: Wrong tries after which a code is dead.
        life: Time that a code is good for, where the calendar does not end it sooner.
        resend: Time between two mails.
        per_day: Mails in 24 hours.
    """

    tries: int = 5
    life: timedelta = timedelta(hours=24)
    resend: timedelta = timedelta(seconds=60)
    per_day: int = 5


def wait_after(failures: int, *, free: int, first: timedelta, longest: timedelta) -> timedelta:
    """Return the wait after so many wrong tries: none below `free`, then `first`, doubling.

    Never more than `longest`, whatever the number of tries.
    """
    if failures < free:
        return NO_WAIT
    doublings = min(failures - free, _MOST_DOUBLINGS)
    return min((first // _TICK) << doublings, longest // _TICK) * _TICK


def ends_at(last: datetime, now: datetime, wait: timedelta) -> datetime | None:
    """Return the moment at which a wait ends, or None when it is over.

    Never later than `wait` from `now`.

    Args:
        last: Aware moment of the last wrong try.
        now: Aware present moment.
        wait: From `wait_after`.
    """
    if last - now > wait:
        return None
    end = min(last, now) + wait
    return end if end > now else None


def resend_from(sent: Sequence[datetime], now: datetime, limits: CodeLimits) -> datetime | None:
    """Return the moment from which another mail may be sent, or None for now.

    Args:
        sent: Aware moments of the mails sent, in any order; those older than 24
            hours do not count.
        now: Aware present moment.
        limits: Time between two mails, and mails in a day.
    """
    recent = sorted(
        min(moment, now) for moment in sent if now - ONE_DAY < moment <= now + limits.resend
    )
    if not recent:
        return None
    moments = [recent[-1] + limits.resend]
    if len(recent) >= limits.per_day:
        moments.append(recent[-limits.per_day] + ONE_DAY)
    earliest = max(moments)
    return earliest if earliest > now else None
