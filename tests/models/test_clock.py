"""The machine's clock and a demonstration's calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from models import SystemClock, TravelClock
from tests.models.clocks import MORNING, paris


def test_the_machine_s_time_is_told_in_utc() -> None:
    with time_machine.travel(MORNING, tick=False):
        now = SystemClock().now()
    assert now == MORNING
    assert now.utcoffset() == timedelta()


def test_a_journey_goes_on_at_the_usual_pace() -> None:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False) as machine:
        clock = TravelClock(MORNING)
        assert clock.now() == MORNING
        machine.shift(90)
        assert clock.now() == MORNING + timedelta(seconds=90)
        clock.travel(paris("2014-12-04 16:00"))
        assert clock.now() == paris("2014-12-04 16:00")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        TravelClock(MORNING.replace(tzinfo=None))
