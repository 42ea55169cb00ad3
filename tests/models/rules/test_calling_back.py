"""When a call is returned: in office hours, never in the past, the most pressing first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calling_back import CLOSES, OPENS, call_back_moments, calling_order
from models.views.desk_calls import Call, CallBack, CallState
from tests.models.clocks import PARIS, paris

ZONES = ("Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Apia", "Africa/Casablanca")
"""Académies lie in some of them; one has no 30 December 2011, one moves its clocks by the moon."""
moments = st.datetimes(
    datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(ZoneInfo("UTC"))
)
zones = st.sampled_from(ZONES).map(ZoneInfo)


def said(now: str) -> dict[str, str]:
    """Return what is offered at a moment of Paris, as « jj hh:mm »."""
    found = call_back_moments(paris(now), PARIS)
    return {
        name: at.astimezone(PARIS).strftime("%d %H:%M") if at is not None else ""
        for name, at in found.items()
    }


@given(moments, zones)
def test_nothing_is_offered_in_the_past_nor_outside_office_hours(
    now: datetime, zone: ZoneInfo
) -> None:
    for at in call_back_moments(now, zone).values():
        if at is not None:
            local = at.astimezone(zone)
            assert at.astimezone(UTC) > now.astimezone(UTC)
            assert OPENS <= local.time() < CLOSES
            assert local.minute % 5 == local.second == local.microsecond == 0


@given(moments, zones)
def test_what_is_offered_comes_in_order_with_no_moment_last(now: datetime, zone: ZoneInfo) -> None:
    *dated, last = call_back_moments(now, zone).values()
    assert last is None
    assert None not in dated
    assert all(one < other for one, other in pairwise(at for at in dated if at is not None))
    assert len(dated) <= 8, "a digit chooses each"


def test_a_morning_offers_the_day_and_the_next() -> None:
    assert said("2014-12-01 09:32") == {
        CallBack.IN_AN_HOUR: "01 10:35",
        CallBack.AFTERNOON: "01 14:00",
        CallBack.LATE: "01 17:00",
        CallBack.NEXT_MORNING: "02 09:00",
        CallBack.NEXT_AFTERNOON: "02 14:00",
        CallBack.ANY_TIME: "",
    }


def test_an_evening_offers_the_next_day() -> None:
    assert list(said("2014-12-01 18:30")) == [
        CallBack.NEXT_MORNING,
        CallBack.NEXT_AFTERNOON,
        CallBack.ANY_TIME,
    ]


def test_before_the_office_opens_the_morning_is_the_same_day() -> None:
    assert said("2014-12-01 05:00")[CallBack.MORNING] == "01 09:00"


@pytest.mark.parametrize(
    ("now", "monday"),
    [("2014-11-28 09:30", "01 09:00"), ("2014-11-29 09:30", "01 09:00"), ("2014-11-30 09:30", "")],
)
def test_before_a_weekend_monday_is_offered_too(now: str, monday: str) -> None:
    assert said(now).get(CallBack.MONDAY, "") == monday


def test_the_clocks_that_change_at_night_move_no_morning() -> None:
    assert said("2014-10-25 17:30")[CallBack.NEXT_MORNING] == "26 09:00"


def a_call(number: int, state: CallState, minutes: int = 0, at: datetime | None = None) -> Call:
    changed = NOW + timedelta(minutes=minutes)
    return Call(number, "durand", state, changed, changed, call_back_at=at)


NOW = paris("2014-12-01 09:30")
HOUR = timedelta(hours=1)


def test_calls_whose_moment_has_come_are_first_and_those_for_later_last() -> None:
    calls = [
        a_call(1, CallState.TO_CALL_BACK, at=NOW + 2 * HOUR),
        a_call(2, CallState.TO_CALL_BACK, at=NOW + HOUR),
        a_call(3, CallState.ASIDE),
        a_call(4, CallState.TO_CALL_BACK, 2),
        a_call(5, CallState.TO_CALL_BACK, 1),
        a_call(6, CallState.TO_CALL_BACK, at=NOW),
        a_call(7, CallState.TO_CALL_BACK, 5, at=NOW - HOUR),
    ]
    calls.sort(key=lambda call: calling_order(call, NOW))
    assert [call.call_id for call in calls] == [7, 6, 5, 4, 3, 2, 1]
