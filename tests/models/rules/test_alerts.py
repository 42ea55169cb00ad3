"""One mail when a state begins, one when it ends, never a flood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.rules.alerts import Standing, next_step

START = datetime(2026, 12, 3, 8, tzinfo=UTC)
QUIET = timedelta(minutes=60)

looks = st.lists(
    st.tuples(st.integers(1, 90), st.dictionaries(st.sampled_from("abc"), st.booleans())),
    max_size=60,
)
"""Minutes since the last look, and what is known of each state."""


@given(looks)
def test_beginnings_and_ends_alternate_and_beginnings_are_apart(
    seen: list[tuple[int, dict[str, bool]]],
) -> None:
    held: dict[str, Standing] = {}
    told: dict[str, list[tuple[str, datetime]]] = {name: [] for name in "abc"}
    now = START
    for minutes, states in seen:
        now += timedelta(minutes=minutes)
        step = next_step(held, states, now, QUIET)
        held = step.held
        for what, names in (("begun", step.begun), ("ended", step.ended)):
            for name in names:
                told[name].append((what, now))
        for name, on in states.items():
            assert (name in held and held[name].on) == on
    for news in told.values():
        kinds = [what for what, _ in news]
        assert kinds == ["begun", "ended"] * (len(kinds) // 2) + ["begun"] * (len(kinds) % 2)
        beginnings = [moment for what, moment in news if what == "begun"]
        assert all(later - earlier >= QUIET for earlier, later in pairwise(beginnings))


@given(st.integers(0, 59), st.integers(60, 300))
def test_what_returns_soon_is_told_once_the_quiet_is_over_if_it_lasts(
    soon: int, later: int
) -> None:
    first = next_step({}, {"disk": True}, START, QUIET)
    over = next_step(first.held, {"disk": False}, START, QUIET)
    again = next_step(over.held, {"disk": True}, START + timedelta(minutes=soon), QUIET)
    assert (first.begun, over.ended, again.begun) == (("disk",), ("disk",), ())
    last = next_step(again.held, {"disk": True}, START + timedelta(minutes=later), QUIET)
    assert last.begun == ("disk",)


def test_what_nothing_is_known_of_stays() -> None:
    first = next_step({}, {"disk": True}, START, QUIET)
    assert next_step(first.held, {}, START + QUIET, QUIET).held == first.held


def test_a_clock_that_was_set_back_silences_nothing() -> None:
    held = {"disk": Standing(told_at=START + timedelta(days=1))}
    assert next_step(held, {"disk": True}, START, QUIET).begun == ("disk",)
