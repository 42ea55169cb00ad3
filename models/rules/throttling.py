"""How long a person waits after wrong tries and between mails; the numbers are `[security]`'s.

A clock may be set back between two tries. A moment that lies further ahead than
the wait itself can only come from such a jump: it blocks no one, and the count
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
class MailLimits:
    """Limits of the mails that carry codes.

    Attributes:
        resend: Time between two mails.
        per_day: Mails in 24 hours.
    """

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


def resend_from(sent: Sequence[datetime], now: datetime, limits: MailLimits) -> datetime | None:
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
