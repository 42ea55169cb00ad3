"""Dates and durations as they are said in French."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.rules.french_dates import (
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
from tests.models.clocks import PARIS

NOW = datetime(2014, 11, 28, 8, 30, tzinfo=UTC)


def paris(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """Return a moment of Paris, in UTC as the code keeps it."""
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS).astimezone(UTC)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (paris(2014, 12, 4, 16), "4 décembre à 16 h"),
        (paris(2014, 12, 4, 0, 1), "4 décembre à 0 h 01"),
        (paris(2014, 12, 4), "3 décembre à minuit"),
        (paris(2015, 1, 1), "31 décembre à minuit"),
    ],
)
def test_what_ends_at_midnight_ends_with_its_last_day(end: datetime, said: str) -> None:
    assert say_end(end, PARIS) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (paris(2014, 11, 28, 14), "14 h"),
        (paris(2014, 11, 28, 0), "0 h"),
        (paris(2014, 11, 29, 9), "demain 9 h"),
        (paris(2014, 11, 27, 17, 30), "hier 17 h 30"),
        (paris(2014, 12, 1, 9), "lun. 9 h"),
        (paris(2014, 11, 22, 9), "sam. 9 h"),
        (paris(2014, 12, 5, 9), "le 5 déc."),
    ],
)
def test_a_moment_that_is_near_is_short(moment: datetime, said: str) -> None:
    assert say_near(moment, NOW, PARIS) == said


@pytest.mark.parametrize(
    ("moment", "date", "said"),
    [
        (paris(2014, 12, 4, 16), "4 décembre", "4 décembre à 16 h"),
        (paris(2014, 12, 4, 16, 50), "4 décembre", "4 décembre à 16 h 50"),
        (paris(2014, 12, 1, 9, 5), "1er décembre", "1er décembre à 9 h 05"),
        (paris(2014, 9, 22), "22 septembre", "22 septembre à 0 h"),
        (paris(2014, 12, 31, 23, 59), "31 décembre", "31 décembre à 23 h 59"),
    ],
)
def test_a_moment_is_said_in_the_words_of_the_leaflet(
    moment: datetime, date: str, said: str
) -> None:
    assert say_date(moment, PARIS) == date
    assert say_moment(moment, PARIS) == said
    assert f"{date} à {say_time(moment, PARIS)}" == said


def test_the_zone_decides_the_day() -> None:
    assert say_date(datetime(2014, 12, 4, 23, 30, tzinfo=UTC), PARIS) == "5 décembre"
    assert say_short_date(datetime(2014, 12, 4, 23, 30, tzinfo=UTC), PARIS) == "5 déc."


def test_summer_time_is_minded() -> None:
    assert say_moment(datetime(2014, 10, 26, 0, 30, tzinfo=UTC), PARIS).endswith("2 h 30")
    assert say_moment(datetime(2014, 10, 26, 1, 30, tzinfo=UTC), PARIS).endswith("2 h 30")
    assert say_moment(datetime(2014, 10, 26, 2, 30, tzinfo=UTC), PARIS).endswith("3 h 30")


def test_the_heading_holds_day_date_and_time() -> None:
    assert say_short(NOW, PARIS) == "ven. 28 nov. 9 h 30"
    assert say_short(paris(2014, 12, 1, 0, 5), PARIS) == "lun. 1er déc. 0 h 05"


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (paris(2014, 11, 28, 9, 12), "9 h 12"),
        (paris(2014, 11, 28, 0, 0), "0 h 00"),
        (paris(2014, 11, 27, 23, 59), "27 nov."),
        (paris(2014, 1, 1, 0, 0), "1er janv."),
        (paris(2013, 11, 27, 9, 12), "27/11/13"),
        (paris(2005, 1, 2, 3, 4), "02/01/05"),
    ],
)
def test_a_mail_of_today_shows_its_time_and_an_older_one_its_date(
    came: datetime, said: str
) -> None:
    assert say_date_and_time_of_mail(came, NOW, PARIS) == said


@pytest.mark.parametrize(
    ("delta", "said"),
    [
        (timedelta(days=6, hours=6, minutes=29), "6 jours et 6 heures"),
        (timedelta(days=1, hours=1), "1 jour et 1 heure"),
        (timedelta(days=2, minutes=5), "2 jours"),
        (timedelta(hours=1, minutes=5), "1 heure et 5 minutes"),
        (timedelta(hours=3), "3 heures"),
        (timedelta(minutes=4, seconds=59), "4 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=45), "45 secondes"),
        (timedelta(seconds=1), "1 seconde"),
        (timedelta(milliseconds=999), "moins d'une seconde"),
        (timedelta(), "moins d'une seconde"),
        (timedelta(days=-3), "moins d'une seconde"),
    ],
)
def test_a_duration_is_said_in_two_units_at_most(delta: timedelta, said: str) -> None:
    assert say_duration(delta) == said


@pytest.mark.parametrize(
    ("delta", "said"),
    [
        (timedelta(seconds=45), "45 secondes"),
        (timedelta(minutes=14, seconds=59), "15 minutes"),
        (timedelta(seconds=59, milliseconds=1), "1 minute"),
        (timedelta(microseconds=1), "1 seconde"),
        (timedelta(), "0 seconde"),
        (timedelta(seconds=-5), "0 seconde"),
        (timedelta(minutes=1, seconds=1), "2 minutes"),
        (timedelta(minutes=59, microseconds=1), "1 heure"),
        (timedelta(hours=1), "1 heure"),
        (timedelta(hours=1, seconds=1), "1 heure et 1 minute"),
        (timedelta(hours=24), "24 heures"),
    ],
)
def test_a_wait_is_rounded_up_and_ends_at_zero_and_not_before(delta: timedelta, said: str) -> None:
    assert say_wait(delta) == said


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_every_moment_has_words(moment: datetime) -> None:
    assert say_moment(moment, PARIS).startswith(say_date(moment, PARIS))
    assert len(say_short(moment, PARIS)) <= 22
    assert len(say_date_and_time_of_mail(moment, NOW, PARIS)) <= 9


@given(st.timedeltas())
@example(timedelta.max)
def test_every_duration_has_words(delta: timedelta) -> None:
    assert "-" not in say_duration(delta) + say_wait(delta)


@pytest.mark.parametrize(
    ("delta", "said"),
    [
        (timedelta(days=6, hours=6, minutes=3), "6 jours"),
        (timedelta(days=1), "1 jour"),
        (timedelta(hours=1, minutes=5), "1 heure"),
        (timedelta(minutes=4, seconds=9), "4 minutes"),
        (timedelta(0), "moins d'une seconde"),
    ],
)
def test_a_duration_may_be_said_in_its_greatest_unit_alone(delta: timedelta, said: str) -> None:
    assert say_duration(delta, one_unit=True) == said
