"""Crashes in a row slow the restart down, and never stop it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.hosts.kiosk_loop import AT_ONCE, LONGEST_PAUSE, Restarts


def after(*crashes: bool) -> float:
    """Return the pause after visits that crashed, or did not."""
    restarts = Restarts()
    for crashed in crashes:
        restarts.note(crashed=crashed)
    return restarts.pause


def test_the_first_crashes_cost_nothing() -> None:
    assert after() == after(True) == after(True, True) == 0.0


def test_the_third_in_a_row_slows_down() -> None:
    assert 0 < after(True, True, True) < after(*[True] * 4)


def test_a_visit_that_ends_well_begins_a_new_row() -> None:
    assert after(True, True, False, True, True) == 0.0


@given(st.lists(st.booleans(), max_size=200))
def test_the_pause_has_an_end(crashes: list[bool]) -> None:
    assert 0.0 <= after(*crashes) <= LONGEST_PAUSE
    assert (after(*crashes) > 0) == (crashes[-AT_ONCE:] == [True] * AT_ONCE)
