"""Moments: those worth showing, and those that are typed."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import MomentRefused, ScrutinState, WindowState, toulouse_election
from tests.models.clocks import PARIS
from tui.demo.journeys import destinations, parse_moment

CALENDAR = toulouse_election().calendar


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_is_understood_as_it_is_commonly_written(moment: datetime) -> None:
    expected = moment.replace(second=0, microsecond=0, tzinfo=PARIS)
    for pattern in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", " %d/%m/%Y  %H:%M ", "%d.%m.%Y %Hh%M"):
        assert parse_moment(moment.strftime(pattern), PARIS) == expected


def test_an_hour_alone_or_no_hour_are_understood_too() -> None:
    assert parse_moment("4/12/2014 à 16 h", PARIS) == datetime(2014, 12, 4, 16, tzinfo=PARIS)
    assert parse_moment("2014-12-04", PARIS) == datetime(2014, 12, 4, tzinfo=PARIS)
    seconds = datetime(2014, 12, 4, 15, 59, 59, tzinfo=PARIS)
    assert parse_moment("2014-12-04 15:59:59", PARIS) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "demain",
        "2014-13-01",
        "31/02/2014",
        "2014-12-04 25:00",
        "2014-12-04 x",
        "1" * 999,
        "0001-01-01",
        "9999-12-31 23:59",
    ],
)
def test_anything_else_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(MomentRefused, match="AAAA-MM-JJ HH:MM"):
        parse_moment(text, PARIS)


def test_the_destinations_are_what_their_titles_say() -> None:
    states = [
        (
            CALENDAR.accounts.state(place.moment),
            CALENDAR.confirmations.state(place.moment),
            CALENDAR.scrutin_state(place.moment),
        )
        for place in destinations(CALENDAR)
    ]
    before, open_, after = WindowState.BEFORE, WindowState.OPEN, WindowState.AFTER
    assert states == [
        (before, before, ScrutinState.UPCOMING),
        (open_, open_, ScrutinState.UPCOMING),
        (open_, open_, ScrutinState.OPEN),
        (after, open_, ScrutinState.OPEN),
        (after, after, ScrutinState.CLOSED),
        (after, after, ScrutinState.RESULTS),
    ]
