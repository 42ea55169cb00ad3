"""The election's calendar as one line: its days at equal distances, and where today is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Calendar
    from tui.visit.moments import Moments

TODAY = "aujourd'hui"
PAST, AHEAD, PRESENT = "●", "○", "◆"
"""Signs of a day that has come, of one that has not, and of today."""
GONE, TO_COME = "━", "─"
"""The line as far as the present, and beyond it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happens.

    Attributes:
        date: « 27 nov. ».
        event: « vote », « clôture »; empty for today.
        begins: The first moment of it that counts, aware.
    """

    date: str
    event: str
    begins: datetime


@dataclass(frozen=True, slots=True)
class TimeLineRows:
    """Three rows of equal width.

    Attributes:
        present: Cell of today's sign in `line`.
    """

    dates: str
    line: str
    events: str
    present: int


def days_of(calendar: Calendar, moments: Moments) -> list[Day]:
    """Return the days of a calendar, in their order; what falls on one day is named together."""
    same_end = moments.date(calendar.accounts_close) == moments.date(calendar.vote_closes)
    events = [
        (calendar.accounts_open, "comptes"),
        (calendar.vote_opens, "vote"),
        (calendar.accounts_close, "clôture" if same_end else "fin des comptes"),
        (calendar.vote_closes, "clôture" if same_end else "fin du vote"),
        (calendar.results_from, "résultats"),
    ]
    days: list[Day] = []
    for moment, event in sorted(events):
        date = moments.short_date(moment)
        if days and days[-1].date == date:
            names = [days[-1].event, event]
            joined = " et ".join(dict.fromkeys(names))
            days[-1] = Day(date, joined, days[-1].begins)
        else:
            days.append(Day(date, event, moment))
    return days


def draw(days: list[Day], now: datetime, today: str, width: int) -> TimeLineRows:
    """Lay the days out in so many cells.

    Args:
        days: At least two, from `days_of`.
        now: Aware.
        today: « 27 nov. », as the days are named.
        width: In cells, at least 40.

    Labels that would touch are left out, but today's, which stands nearby with its sign then.
    """
    if now < days[0].begins:
        days = [Day(TODAY, "", now), *days]
    elif now > days[-1].begins and today != days[-1].date:
        days = [*days, Day(TODAY, "", now)]
    places = [round(number * (width - 1) / (len(days) - 1)) for number in range(len(days))]
    present = _present(days, places, now)
    line = [GONE if cell < present else TO_COME for cell in range(width)]
    for day, place in zip(days, places, strict=True):
        line[place] = PAST if day.begins <= now else AHEAD
    line[present] = PRESENT
    dates, events = [" "] * width, [" "] * width
    for day, place in zip(days, places, strict=True):
        _write(dates, TODAY if day.date == today else day.date, place)
        _write(events, day.event, place)
    if all(TODAY not in (day.date, "") and day.date != today for day in days):
        _write(dates, TODAY, present) or _write_nearby(dates, f"{PRESENT} {TODAY}", present)
    return TimeLineRows("".join(dates), "".join(line), "".join(events), present)


def _present(days: list[Day], places: list[int], now: datetime) -> int:
    """Return the cell of the present, between those of the days around it."""
    for number in range(len(days) - 1):
        begins, ends = days[number].begins, days[number + 1].begins
        if begins <= now < ends:
            share = (now - begins) / (ends - begins)
            first, last = places[number], places[number + 1]
            return min(first + round(share * (last - first)), max(last - 1, first))
    return places[-1]


def _write(row: list[str], text: str, place: int) -> bool:
    """Write a text at a place, moved to the left as far as the row's end asks for.

    Returns whether there was room: a cell is kept free on both sides.
    """
    start = min(place, len(row) - len(text))
    return _write_at(row, text, start)


def _write_nearby(row: list[str], text: str, place: int) -> bool:
    """Write a text at the free place that is nearest to a cell; return whether there is one."""
    starts = sorted(range(len(row) - len(text) + 1), key=lambda start: abs(start - place))
    return any(_write_at(row, text, start) for start in starts)


def _write_at(row: list[str], text: str, start: int) -> bool:
    around = row[max(start - 1, 0) : start + len(text) + 1]
    if start < 0 or any(cell != " " for cell in around):
        return False
    row[start : start + len(text)] = text
    return True
