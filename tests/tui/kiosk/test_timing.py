"""How long a visit lasts: by touches and seconds alone."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from models import VisitEnd
from tests.tui.kiosk.kiosk import HandSeconds
from tui.application.timing import Limits, VisitTimes, VisitTiming, since_boot

LIMITS = Limits(120, 30, 1200)

limits = st.builds(
    Limits,
    st.integers(1, 300),
    st.integers(1, 60),
    st.integers(1, 3600),
)
pauses = st.lists(st.floats(0, 400), max_size=40)


def timing(given: Limits = LIMITS) -> tuple[VisitTiming, HandSeconds]:
    clock = HandSeconds()
    return VisitTiming(clock, given), clock


def test_nobody_is_asked_before_the_idle_time_is_over() -> None:
    visit, clock = timing()
    clock.pass_by(119.9)
    assert visit.look() == VisitTimes()
    clock.pass_by(0.1)
    assert visit.look().idle_left == 30.0
    clock.pass_by(12)
    assert visit.look().idle_left == 18.0


def test_a_touch_during_the_warning_keeps_the_visit() -> None:
    visit, clock = timing()
    clock.pass_by(149)
    assert visit.touch()
    assert visit.look() == VisitTimes()


def test_after_the_warning_it_has_ended_and_a_touch_comes_too_late() -> None:
    visit, clock = timing()
    clock.pass_by(150)
    assert not visit.touch()
    assert visit.look().end is VisitEnd.IDLE


def test_the_last_two_minutes_are_told_and_no_touch_makes_more_of_them() -> None:
    visit, clock = timing()
    for _ in range(12):
        clock.pass_by(90)
        assert visit.touch()
    assert visit.look().visit_left == 120.0
    clock.pass_by(120)
    assert visit.look().end is VisitEnd.TIME


def test_the_last_quarter_of_a_short_visit_is_told() -> None:
    visit, clock = timing(Limits(120, 30, 200))
    clock.pass_by(149)
    assert visit.look().visit_left is None
    visit.touch()
    clock.pass_by(1)
    assert visit.look().visit_left == 50.0


def test_whoever_waits_for_an_answer_is_not_idle_but_the_longest_time_goes_on() -> None:
    visit, clock = timing()
    for _ in range(11):
        clock.pass_by(100)
        assert visit.look(working=True).end is None
    clock.pass_by(100)
    assert visit.look(working=True).end is VisitEnd.TIME


def test_the_staffs_page_has_no_longest_time() -> None:
    visit, clock = timing(Limits(120, 0))
    for _ in range(1000):
        clock.pass_by(119)
        assert visit.touch()
    assert visit.look() == VisitTimes()
    clock.pass_by(120)
    assert visit.look().end is VisitEnd.IDLE


@given(limits, pauses, st.booleans())
def test_what_has_ended_stays_ended(given: Limits, pauses: list[float], working: bool) -> None:
    visit, clock = timing(given)
    end: VisitEnd | None = None
    for pause in pauses:
        clock.pass_by(pause)
        times = visit.look(working=working)
        assert end is None or times.end is end
        end = times.end
        assert visit.touch() is (end is None)
        if end is not None:
            assert times == VisitTimes(end=end)


@given(limits, pauses)
def test_it_ends_in_time_whatever_is_touched_and_not_before(
    given: Limits, pauses: list[float]
) -> None:
    visit, clock = timing(given)
    total = idle = 0.0
    for pause in pauses:
        clock.pass_by(pause)
        total, idle = total + pause, idle + pause
        times = visit.look()
        if times.end is not None:
            over = total >= given.visit - 1e-6 or idle >= given.idle + given.warning - 1e-6
            assert over
            return
        assert total < given.visit + 1e-6
        assert (times.idle_left is not None) is (idle >= given.idle - 1e-9) or abs(
            idle - given.idle
        ) < 1e-6
        visit.touch()
        idle = 0.0


def test_the_clock_that_counts_is_the_machines_since_its_boot() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= since_boot() <= time.clock_gettime(time.CLOCK_BOOTTIME)
