"""The election's calendar as one line: its days at equal distances, and where today is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Calendar
    from tui.visit.moments import Moments

TODAY = "aujourd'hui"
FIRST_CLOSING = "1re clôture"
"""On the day on which the first scrutin closes, where others do so later."""
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
        begins: The first moment of it that counts, in the zone of the election.
    """

    date: str
    event: str
    begins: datetime

    def is_today(self, now: datetime) -> bool:
        """Return whether it is the day of an aware moment, in the zone of the day."""
        return now.astimezone(self.begins.tzinfo).date() == self.begins.date()


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


def results_words(day: datetime, moments: Moments) -> str:
    """Return the leaflet's « Consultez les résultats à partir du 5 décembre. »; later nothing."""
    if moments.now() >= day:
        return ""
    return f"Consultez les résultats à partir du {moments.date(day)}."


def days_of(calendar: Calendar, moments: Moments) -> list[Day]:
    """Return the days of a calendar, in their order; what falls on one day is named together."""
    accounts_close = moments.last_day_of(calendar.accounts_close)
    vote_closes = moments.last_day_of(calendar.vote_closes)
    same_end = moments.date(accounts_close) == moments.date(vote_closes)
    events = [
        (calendar.accounts_open, "comptes"),
        (calendar.vote_opens, "vote"),
        (accounts_close, "clôture" if same_end else "fin des comptes"),
        (vote_closes, "clôture" if same_end else "fin du vote"),
        (calendar.results_from, "résultats"),
    ]
    if calendar.first_closing is not None:
        events.append((moments.last_day_of(calendar.first_closing), FIRST_CLOSING))
    days: list[Day] = []
    names: list[str] = []
    for moment, event in sorted(events):
        if days and days[-1].is_today(moment):
            names.append(event)
            # What ends on one day is over with the last of it.
            local = moment.astimezone(calendar.zone)
            days[-1] = replace(days[-1], event=_together(names), begins=local)
        else:
            names = [event]
            local = moment.astimezone(calendar.zone)
            days.append(Day(moments.short_date(moment), event, local))
    return days


def _together(names: list[str]) -> str:
    """Return « vote et clôture », each name once."""
    *others, last = dict.fromkeys(names)
    return f"{', '.join(others)} et {last}" if others else last


def draw(days: list[Day], now: datetime, width: int) -> TimeLineRows:
    """Lay the days out in so many cells.

    Args:
        days: From `days_of`, at least one.
        now: Aware.
        width: In cells, at least 40.

    Labels that would touch are left out; today's stands nearby with its sign then, if there is
    room for it anywhere.
    """
    days = _with_today(days, now)
    gaps = max(len(days) - 1, 1)
    places = [round(number * (width - 1) / gaps) for number in range(len(days))]
    present = _present(days, places, now)
    line = [GONE if cell < present else TO_COME for cell in range(width)]
    for day, place in zip(days, places, strict=True):
        line[place] = PAST if day.begins <= now else AHEAD
    line[present] = PRESENT
    dates, events = [" "] * width, [" "] * width
    _label(dates, [TODAY if day.is_today(now) else day.date for day in days], places)
    _label(events, [day.event for day in days], places)
    if not any(day.is_today(now) for day in days):
        _write(dates, TODAY, present) or _write_nearby(dates, f"{PRESENT} {TODAY}", present)
    return TimeLineRows("".join(dates), "".join(line), "".join(events), present)


def _with_today(days: list[Day], now: datetime) -> list[Day]:
    """Return the days with today among them if it is before the first or after the last one."""
    first, last = days[0], days[-1]
    if now < first.begins and not first.is_today(now):
        return [Day(TODAY, "", now), *days]
    if now > last.begins and not last.is_today(now):
        return [*days, Day(TODAY, "", now)]
    return days


def _present(days: list[Day], places: list[int], now: datetime) -> int:
    """Return the cell of the present, between those of the days around it.

    It is that of a day only on the day itself.
    """
    if now < days[0].begins:
        return places[0]
    for number in range(len(days) - 1):
        begins, ends = days[number].begins, days[number + 1].begins
        if begins <= now < ends:
            first, last = places[number], places[number + 1]
            least = first if days[number].is_today(now) else first + 1
            cell = first + round((now - begins) / (ends - begins) * (last - first))
            return min(max(cell, least), last - 1)
    return places[-1]


def _label(row: list[str], labels: list[str], places: list[int]) -> None:
    """Write each label at its place, or a little to the left where the next one needs the room.

    One that would not be at its place any more is left out.
    """
    end = len(row)
    for label, place in reversed([*zip(labels, places, strict=True)]):
        start = min(place, end - len(label))
        if label and start >= 0 and place < start + len(label):
            row[start : start + len(label)] = label
            end = start - 1


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
