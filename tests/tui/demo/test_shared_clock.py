"""A demonstration's moment, as another process reads it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.models.clocks import MORNING, paris
from tui.demo.shared_clock import TOLD, FollowedClock, ToldClock

MACHINE = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))


@given(journeys=st.lists(moments, min_size=1, max_size=5))
def test_who_follows_lives_at_the_same_moment_after_each_journey(journeys: list[datetime]) -> None:
    with (
        tempfile.TemporaryDirectory() as directory,
        time_machine.travel(MACHINE, tick=False) as machine,
    ):
        told, followed = ToldClock(MORNING), FollowedClock(Path(directory))
        told.tell_in(Path(directory))
        assert followed.now() == told.now() == MORNING
        for moment in journeys:
            told.travel(moment)
            machine.shift(90)
            assert followed.now() == told.now() == moment + timedelta(seconds=90)


def test_nothing_is_told_before_it_is_known_where(tmp_path: Path) -> None:
    told = ToldClock(MORNING)
    told.travel(paris("2014-12-04 16:00"))
    assert [*tmp_path.iterdir()] == []
    told.tell_in(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [TOLD]


def test_nothing_is_told_in_a_directory_that_was_left(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for directory in (first, second):
        directory.mkdir()
    told = ToldClock(MORNING)
    told.tell_in(first)
    told.tell_in(None)
    told.travel(paris("2014-12-04 16:00"))
    told.tell_in(second)
    with time_machine.travel(MACHINE, tick=False):
        told.travel(paris("2014-12-05 09:00"))
        assert FollowedClock(second).now() == paris("2014-12-05 09:00")
        assert FollowedClock(first).now() != paris("2014-12-05 09:00")


def test_a_directory_that_goes_stops_neither(tmp_path: Path) -> None:
    directory = tmp_path / "sandbox"
    directory.mkdir()
    told, followed = ToldClock(MORNING), FollowedClock(directory)
    told.tell_in(directory)
    with time_machine.travel(MACHINE, tick=False):
        told.travel(MORNING)
        assert followed.now() == MORNING
        (directory / TOLD).unlink()
        directory.rmdir()
        told.travel(paris("2014-12-04 16:00"))
        assert told.now() == paris("2014-12-04 16:00")
        assert followed.now() == MORNING


def test_a_moment_without_a_zone_is_refused_and_not_told(tmp_path: Path) -> None:
    told = ToldClock(MORNING)
    told.tell_in(tmp_path)
    before = FollowedClock(tmp_path).offset
    with pytest.raises(ValueError, match="time zone"):
        told.travel(MORNING.replace(tzinfo=None))
    assert FollowedClock(tmp_path).offset == before
