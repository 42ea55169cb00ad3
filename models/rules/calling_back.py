"""When a call is returned: the moments that an agent chooses among, and which call is first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.rules.calendar import moments_at
from models.views.desk_calls import Call, CallBack, CallState

OPENS, CLOSES = time(8), time(18)
"""Office hours, the second exclusive: nobody is called back in the evening."""
MORNING, AFTERNOON, LATE = time(9), time(14), time(17)
"""Times of day that are offered; a school answers at each of them."""
SOON = timedelta(hours=1)
STEP = timedelta(minutes=5)
"""« Dans une heure » is said without odd minutes, and never comes before the hour is over."""
SATURDAY, WEEK = 5, timedelta(days=7)
"""The weekday, as `date.weekday` counts from Monday."""


def call_back_moments(now: datetime, zone: ZoneInfo) -> Mapping[CallBack, datetime | None]:
    """Return when a call can be returned, the soonest first, then « at any time ».

    Each is in office hours and an hour away at least. A helpdesk may be open on a weekend, while
    the vote is: tomorrow is offered whatever its day, and Monday besides.

    Args:
        now: Aware.
        zone: Of the election.
    """
    earliest = _stepped(now.astimezone(UTC) + SOON)
    found: dict[CallBack, datetime | None] = {}
    if _is_office_time(earliest, now, zone):
        found[CallBack.IN_AN_HOUR] = earliest
    for name, local in _of_the_days(now.astimezone(zone).date()):
        for moment in moments_at(local, zone)[:1]:  # none on a day that a zone has left out
            if moment > earliest:
                found[name] = moment
    found[CallBack.ANY_TIME] = None
    return found


def calling_order(call: Call, now: datetime) -> tuple[int, datetime]:
    """Return by what open calls are sorted.

    First those whose moment has come, then those for any time, those that are aside, and last
    those that have to wait, each by its moment.
    """
    at = call.call_back_at
    if call.state is not CallState.TO_CALL_BACK:
        return 2, call.changed_at
    if at is None:
        return 1, call.changed_at
    return (0 if at <= now else 3), at


def _stepped(moment: datetime) -> datetime:
    """Return the first moment with round minutes from another on."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour - (hour - moment) // STEP * STEP


def _is_office_time(moment: datetime, now: datetime, zone: ZoneInfo) -> bool:
    local = moment.astimezone(zone)
    return OPENS <= local.time() < CLOSES and local.date() == now.astimezone(zone).date()


def _of_the_days(today: date) -> Iterator[tuple[CallBack, datetime]]:
    """Yield the local times of today, tomorrow and the Monday after a weekend, in their order."""
    tomorrow = today + timedelta(days=1)
    for name, day, at in (
        (CallBack.MORNING, today, MORNING),
        (CallBack.AFTERNOON, today, AFTERNOON),
        (CallBack.LATE, today, LATE),
        (CallBack.NEXT_MORNING, tomorrow, MORNING),
        (CallBack.NEXT_AFTERNOON, tomorrow, AFTERNOON),
    ):
        yield name, datetime.combine(day, at)
    if tomorrow.weekday() >= SATURDAY:
        monday = tomorrow - timedelta(days=tomorrow.weekday()) + WEEK
        yield CallBack.MONDAY, datetime.combine(monday, MORNING)
