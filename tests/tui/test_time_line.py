"""The line of the election's days: where today is, what is behind it, what is to come."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Calendar, toulouse_election
from tests.models.clocks import MORNING, PARIS, HandClock, paris
from tests.tui.conftest import OpenApp
from tests.tui.reading import lines_of
from tui.visit.moments import Moments
from tui.visit.time_line import (
    AHEAD,
    GONE,
    PAST,
    PRESENT,
    TO_COME,
    TODAY,
    TimeLineRows,
    days_of,
    draw,
)
from tui.widgets.time_line import WIDEST

TOULOUSE = toulouse_election().calendar
IN_A_DAY = Calendar(PARIS, *(paris(f"2014-12-04 {hour:02}:00") for hour in (8, 11, 12, 9, 16, 18)))
"""A rehearsal: everything on one day."""
VOTE_IN_A_DAY = replace(TOULOUSE, vote_opens=paris("2014-12-04 08:00"))
LATE = replace(TOULOUSE, accounts_open=paris("2014-09-22 08:00"))
OTHER_ENDS = replace(TOULOUSE, accounts_close=paris("2014-11-20 16:00"))
APART = replace(TOULOUSE, closings=(paris("2014-12-03 17:00"), TOULOUSE.vote_closes))
CALENDARS = st.sampled_from([TOULOUSE, IN_A_DAY, VOTE_IN_A_DAY, LATE, OTHER_ENDS, APART])
WIDTHS = st.integers(40, 200)
MOMENTS = st.one_of(
    st.datetimes(datetime(2014, 9, 1), datetime(2014, 12, 31)),
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(
        [
            day.begins.replace(tzinfo=None)
            for day in days_of(TOULOUSE, Moments(TOULOUSE, HandClock()))
        ]
    ),
).map(lambda moment: moment.replace(tzinfo=PARIS))


def rows_at(moment: datetime, width: int, calendar: Calendar = TOULOUSE) -> TimeLineRows:
    return draw(days_of(calendar, Moments(calendar, HandClock(moment))), moment, width)


@given(CALENDARS, MOMENTS, WIDTHS)
def test_the_three_rows_are_as_wide_as_their_place(
    calendar: Calendar, moment: datetime, width: int
) -> None:
    rows = rows_at(moment, width, calendar)
    assert [len(row) for row in (rows.dates, rows.line, rows.events)] == [width] * 3


@given(CALENDARS, MOMENTS, WIDTHS)
def test_today_is_between_what_is_over_and_what_is_to_come(
    calendar: Calendar, moment: datetime, width: int
) -> None:
    rows = rows_at(moment, width, calendar)
    before, after = rows.line[: rows.present], rows.line[rows.present + 1 :]
    assert rows.line[rows.present] == PRESENT
    assert set(before) <= {PAST, GONE}
    assert set(after) <= {AHEAD, TO_COME}


@given(CALENDARS, MOMENTS, WIDTHS)
def test_no_day_loses_its_sign_but_to_today(
    calendar: Calendar, moment: datetime, width: int
) -> None:
    days = days_of(calendar, Moments(calendar, HandClock(moment)))
    line = rows_at(moment, width, calendar).line
    others = [day for day in days if not day.is_today(moment)]
    if len(others) == len(days):  # today is no day of the calendar
        assert line.count(PAST) == sum(day.begins <= moment for day in days)
        assert line.count(AHEAD) == sum(day.begins > moment for day in days)
    else:
        assert line.count(PAST) + line.count(AHEAD) in {len(others), len(days)}


@given(CALENDARS, MOMENTS, WIDTHS)
def test_labels_are_whole_and_never_touch(calendar: Calendar, moment: datetime, width: int) -> None:
    rows = rows_at(moment, width, calendar)
    days = days_of(calendar, Moments(calendar, HandClock(moment)))
    assert apart(rows.dates, [TODAY, f"{PRESENT} {TODAY}", *(day.date for day in days)])
    assert apart(rows.events, [day.event for day in days])
    assert rows.dates.count(TODAY) <= 1


def apart(row: str, labels: list[str]) -> bool:
    """Return whether a row holds nothing but labels, with a cell at least between two of them."""
    words = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.fullmatch(rf" *(?:(?:{words})(?: +|$))*", row) is not None


@given(MOMENTS, st.integers(70, 200))
def test_today_is_named_wherever_a_terminal_is_wide_enough(moment: datetime, width: int) -> None:
    assert TODAY in rows_at(moment, width).dates


def test_in_the_morning_of_the_demonstration_the_vote_is_one_day_old() -> None:
    rows = rows_at(MORNING, 70)
    assert [row.rstrip() for row in (rows.dates, rows.line, rows.events)] == [
        "22 sept.               27 nov. ◆ aujourd'hui  4 déc.            5 déc.",
        "●━━━━━━━━━━━━━━━━━━━━━━●━━◆───────────────────○──────────────────────○",
        "comptes                vote                   clôture        résultats",
    ]


def test_before_the_opening_a_narrow_line_names_every_day() -> None:
    rows = rows_at(paris("2014-09-21 12:00"), 56)
    assert rows.events.split() == ["comptes", "vote", "clôture", "résultats"]
    assert rows.dates.split("  ")[0] == TODAY


@pytest.mark.parametrize("moment", ["2014-12-04 00:00", "2014-12-04 16:30", "2014-12-04 23:59"])
def test_a_day_of_the_calendar_is_named_today_on_the_day_itself(moment: str) -> None:
    rows = rows_at(paris(moment), 70)
    assert "4 déc." not in rows.dates
    assert rows.dates.count(TODAY) == 1
    assert rows.dates.index(TODAY) == rows.events.index("clôture")


def test_the_morning_before_accounts_open_is_that_day_already() -> None:
    rows = rows_at(paris("2014-09-22 07:00"), 70, LATE)
    assert rows.present == 0
    assert rows.dates.startswith(TODAY)
    assert rows.dates.count(TODAY) == 1
    assert rows.line.count(AHEAD) == 3


def test_the_day_after_a_day_of_the_calendar_stands_behind_it() -> None:
    rows = rows_at(paris("2014-09-23 00:00"), 40)
    assert rows.line.startswith(f"{PAST}{PRESENT}")


def test_the_same_date_of_another_year_is_not_today() -> None:
    rows = rows_at(TOULOUSE.vote_opens + timedelta(days=365), 70)
    assert "27 nov." in rows.dates
    assert rows.dates.endswith(TODAY)


def test_what_falls_on_one_day_is_named_together_and_once() -> None:
    moments = Moments(TOULOUSE, HandClock())
    assert [day.event for day in days_of(TOULOUSE, moments)] == [
        "comptes",
        "vote",
        "clôture",
        "résultats",
    ]
    assert days_of(VOTE_IN_A_DAY, moments)[1].event == "vote et clôture"
    assert days_of(IN_A_DAY, moments)[0].event == "comptes, vote, clôture et résultats"
    assert [day.event for day in days_of(OTHER_ENDS, moments)][1:4] == [
        "fin des comptes",
        "vote",
        "fin du vote",
    ]


@pytest.mark.parametrize("width", [80, 100, 124])
async def test_the_screen_draws_it_as_wide_as_it_can_be_followed(
    open_app: OpenApp, width: int
) -> None:
    app = open_app()
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        (line,) = [line for line in lines_of(app) if PRESENT in line and PAST in line]
        assert len(line.partition("│")[0].strip()) <= WIDEST
        below = lines_of(app)[lines_of(app).index(line) + 1]
        assert below.partition("│")[0].rstrip().endswith("résultats")


async def test_a_day_to_come_can_be_read_and_the_line_is_decoration(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        signs = {
            sign: segment.style.color.get_truecolor().hex
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            for sign in (AHEAD, TO_COME)
            if sign in segment.text and segment.style and segment.style.color
        }
        variables = app.get_css_variables()
        assert signs == {AHEAD: variables["muted"], TO_COME: variables["line"]}
