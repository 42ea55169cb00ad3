"""Moments and durations in French, in the time zone of the election."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from models import (
    last_day_of,
    say_date,
    say_date_and_time_of_mail,
    say_duration,
    say_end,
    say_moment,
    say_near,
    say_short,
    say_short_date,
    say_time,
    say_wait,
)

if TYPE_CHECKING:
    from models import Calendar, Clock


class Moments:
    """Says moments as the person in front of the screen reads them."""

    def __init__(self, calendar: Calendar, clock: Clock) -> None:
        """Take the zone of a calendar and the present of a clock."""
        self._zone = calendar.zone
        self._clock = clock

    def now(self) -> datetime:
        """Return the present moment, aware."""
        return self._clock.now()

    def clock_face(self) -> str:
        """Return the present as « ven. 28 nov. 9 h 30 »."""
        return say_short(self.now(), self._zone)

    def seconds_to_next_minute(self) -> float:
        """Return how long the clock face stays right, in seconds, above 0."""
        present = self.now()
        return 60.0 - present.second - present.microsecond / 1e6

    def date(self, moment: datetime) -> str:
        """Return « 5 décembre »."""
        return say_date(moment, self._zone)

    def short_date(self, moment: datetime) -> str:
        """Return « 5 déc. »."""
        return say_short_date(moment, self._zone)

    def moment(self, moment: datetime) -> str:
        """Return « 4 décembre à 16 h »."""
        return say_moment(moment, self._zone)

    def end(self, moment: datetime) -> str:
        """Return until when something lasts: « 4 décembre à 16 h », « 3 décembre à minuit »."""
        return say_end(moment, self._zone)

    def last_day_of(self, end: datetime) -> datetime:
        """Return a moment of the last day of what lasts until an end."""
        return last_day_of(end, self._zone)

    def of_mail(self, moment: datetime) -> str:
        """Return when a mail came, for a column: « 9 h 12 », « 27 nov. », « 27/11/13 »."""
        return say_date_and_time_of_mail(moment, self.now(), self._zone)

    def near(self, moment: datetime) -> str:
        """Return a moment near the present: « 14 h », « demain 9 h », « hier 17 h »."""
        return say_near(moment, self.now(), self._zone)

    def time(self, moment: datetime) -> str:
        """Return the time of a day as « 23 h 41 »."""
        return say_time(moment, self._zone)

    def until(self, moment: datetime) -> timedelta:
        """Return the time left until a moment, never negative."""
        return max(moment - self.now(), timedelta())

    def left(self, moment: datetime, *, one_unit: bool = False) -> str:
        """Return the time left as « 6 jours et 6 heures », or as « 6 jours »."""
        return say_duration(self.until(moment), one_unit=one_unit)

    def wait(self, moment: datetime) -> str:
        """Return the time to wait as « 45 secondes », rounded up."""
        return say_wait(self.until(moment))
