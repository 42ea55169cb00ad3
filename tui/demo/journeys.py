"""Moments of the calendar that a demonstration travels to, and moments as they are typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models import MomentRefused

if TYPE_CHECKING:
    from models import Calendar

FIRST_CLOSED = "Un premier scrutin clos"
YEARS = range(1970, 2101)
"""Years that a demonstration travels to: beyond them a clock soon has no date to show."""

_WRITTEN = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?P<time>.*)"),
    re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})(?P<time>.*)"),
)
_TIME = re.compile(r"(?P<h>\d{1,2})\s*[h:]\s*(?P<min>\d{2})?(?::(?P<s>\d{2}))?")


@dataclass(frozen=True, slots=True)
class Destination:
    """A moment worth showing.

    Attributes:
        title: What is the case then.
        moment: Aware.
    """

    title: str
    moment: datetime


def destinations(calendar: Calendar) -> tuple[Destination, ...]:
    """Return the moments to travel to, in their order; one more if a scrutin closes earlier."""
    last_hour = calendar.accounts_close + timedelta(minutes=30)
    places = [
        Destination("Avant l'ouverture des comptes", calendar.accounts_open - timedelta(hours=12)),
        Destination("Comptes ouverts, vote à venir", calendar.vote_opens - timedelta(days=7)),
        Destination("Vote ouvert", calendar.vote_opens + timedelta(hours=23, minutes=30)),
        Destination("Comptes fermés, vote ouvert", last_hour),
        Destination("Vote clos", calendar.vote_closes + timedelta(hours=1)),
        Destination("Résultats", calendar.results_from + timedelta(hours=9)),
    ]
    if calendar.first_closing is not None:
        places.append(Destination(FIRST_CLOSED, calendar.first_closing + timedelta(minutes=15)))
    return tuple(sorted(places, key=lambda place: place.moment))


def last_minute(calendar: Calendar) -> str:
    """Return the last minute in which an account is created, as `parse_moment` takes it."""
    moment = calendar.accounts_close - timedelta(minutes=1)
    return f"{moment.astimezone(calendar.zone):%Y-%m-%d %H:%M}"


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Return the aware moment that was typed, in the zone of the election.

    Args:
        text: « 2014-11-28 09:30 », « 28/11/2014 9 h 30 », with or without a time.
        zone: The election's.

    Raises:
        MomentRefused: It is not a moment, or not of `YEARS`.
    """
    typed = " ".join(text.replace("T", " ").split())
    found = next(filter(None, (written.fullmatch(typed) for written in _WRITTEN)), None)
    time = found["time"].strip().removeprefix("à").strip() if found else ""
    clock = _TIME.fullmatch(time)
    if found is None or (time and clock is None) or int(found["y"]) not in YEARS:
        raise MomentRefused
    year, month, day = (int(found[part]) for part in "ymd")
    hour, minute, second = (int(part or 0) for part in (clock.groups() if clock else "000"))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        raise MomentRefused from None
