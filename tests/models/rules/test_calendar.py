"""Windows open and close to the second, in Paris, whatever the machine's zone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import Calendar, TimeWindow, WindowState, calendar_around, moments_at
from models.views.voter import ScrutinState
from tests.models.clocks import PARIS

SECOND = timedelta(seconds=1)


def paris(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """Return a moment of the election's zone."""
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS)


MOMENTS: dict[str, Any] = {
    "accounts_open": paris(2014, 9, 22),
    "accounts_close": paris(2014, 12, 4, 16),
    "confirmations_close": paris(2014, 12, 4, 16, 50),
    "vote_opens": paris(2014, 11, 27, 10),
    "vote_closes": paris(2014, 12, 4, 17),
    "results_from": paris(2014, 12, 5),
}
CALENDAR = Calendar(zone=PARIS, **MOMENTS)
ORDER = (
    ("accounts_open", "accounts_close"),
    ("accounts_close", "confirmations_close"),
    ("vote_opens", "vote_closes"),
    ("confirmations_close", "vote_closes"),
    ("vote_closes", "results_from"),
)


@pytest.fixture(params=["UTC", "America/Cayenne", "Pacific/Noumea"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run the process in a zone, as a machine overseas does."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.mark.parametrize(
    ("window", "opens", "closes"),
    [
        ("accounts", datetime(2014, 9, 21, 22, tzinfo=UTC), datetime(2014, 12, 4, 15, tzinfo=UTC)),
        (
            "confirmations",
            datetime(2014, 9, 21, 22, tzinfo=UTC),
            datetime(2014, 12, 4, 15, 50, tzinfo=UTC),
        ),
        ("vote", datetime(2014, 11, 27, 9, tzinfo=UTC), datetime(2014, 12, 4, 16, tzinfo=UTC)),
    ],
)
@pytest.mark.usefixtures("machine_zone")
def test_a_window_opens_and_closes_to_the_second(
    window: str, opens: datetime, closes: datetime
) -> None:
    states = [
        getattr(CALENDAR, window).state(moment)
        for moment in (opens - SECOND, opens, closes - SECOND, closes)
    ]

    assert states == [
        WindowState.BEFORE,
        WindowState.OPEN,
        WindowState.OPEN,
        WindowState.AFTER,
    ]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (paris(2014, 11, 27, 9, 59, 59), ScrutinState.UPCOMING),
        (paris(2014, 11, 27, 10), ScrutinState.OPEN),
        (paris(2014, 12, 4, 16, 59, 59), ScrutinState.OPEN),
        (paris(2014, 12, 4, 17), ScrutinState.CLOSED),
        (paris(2014, 12, 4, 23, 59, 59), ScrutinState.CLOSED),
        (paris(2014, 12, 5), ScrutinState.RESULTS),
    ],
)
@pytest.mark.usefixtures("machine_zone")
def test_a_scrutin_goes_through_its_states(moment: datetime, state: ScrutinState) -> None:
    assert CALENDAR.scrutin_state(moment.astimezone(UTC)) is state


def test_the_accounts_close_an_hour_before_the_vote() -> None:
    moment = paris(2014, 12, 4, 16, 30).astimezone(UTC)

    assert CALENDAR.accounts.state(moment) is WindowState.AFTER
    assert CALENDAR.confirmations.state(moment) is WindowState.OPEN
    assert CALENDAR.scrutin_state(moment) is ScrutinState.OPEN


@pytest.mark.usefixtures("machine_zone")
def test_the_night_that_summer_time_ends_has_an_hour_more() -> None:
    before = paris(2014, 10, 25, 17)
    window = TimeWindow(before, paris(2014, 10, 26, 17))

    assert window.left(before.astimezone(UTC)) == timedelta(hours=25)
    assert window.left(before) == timedelta(hours=25)


@pytest.mark.usefixtures("machine_zone")
def test_the_hour_that_comes_twice_is_told_apart() -> None:
    second_half_past_two = paris(2014, 10, 26, 2, 30).replace(fold=1)
    window = TimeWindow(second_half_past_two, paris(2014, 10, 26, 12))

    assert window.state(datetime(2014, 10, 26, 0, 30, tzinfo=UTC)) is WindowState.BEFORE
    assert window.state(datetime(2014, 10, 26, 1, 30, tzinfo=UTC)) is WindowState.OPEN
    assert window.state(paris(2014, 10, 26, 2, 30)) is WindowState.BEFORE


@given(st.datetimes(datetime(2014, 1, 1), datetime(2015, 6, 1), timezones=st.just(UTC)))
def test_the_time_left_is_never_negative_and_ends_with_the_window(now: datetime) -> None:
    left = CALENDAR.vote.left(now)

    assert left >= timedelta()
    assert (left == timedelta()) == (CALENDAR.vote.state(now) is WindowState.AFTER)


@given(st.datetimes(datetime(2014, 1, 1), datetime(2015, 6, 1), timezones=st.just(UTC)))
def test_a_moment_stands_alike_in_any_zone(now: datetime) -> None:
    assert CALENDAR.accounts.state(now) is CALENDAR.accounts.state(now.astimezone(PARIS))
    assert CALENDAR.vote.left(now) == CALENDAR.vote.left(now.astimezone(PARIS))


@pytest.mark.parametrize(("earlier", "later"), ORDER)
def test_moments_out_of_order_are_refused(earlier: str, later: str) -> None:
    with pytest.raises(ValueError, match="doit précéder"):
        Calendar(**MOMENTS | {earlier: MOMENTS[later] + SECOND}, zone=PARIS)


def test_the_urns_can_be_closed_once_the_grace_is_over_and_before_the_results() -> None:
    assert CALENDAR.last_ballots == CALENDAR.vote_closes
    left = MOMENTS["results_from"] - MOMENTS["vote_closes"]
    last = Calendar(**MOMENTS, zone=PARIS, vote_grace=left)
    assert last.last_ballots == CALENDAR.results_from
    assert last.vote.closes == CALENDAR.vote_closes
    with pytest.raises(ValueError, match="vote_grace_minutes"):
        Calendar(**MOMENTS, zone=PARIS, vote_grace=left + SECOND)


@pytest.mark.parametrize("name", sorted({name for pair in ORDER for name in pair}))
def test_a_moment_without_a_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="fuseau horaire absent"):
        Calendar(**MOMENTS | {name: datetime(2014, 12, 4, 16, 30)}, zone=PARIS)


@given(
    moment=st.datetimes(datetime(2014, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(["Europe/Paris", "America/Miquelon", "Indian/Reunion", "Pacific/Noumea"]),
)
def test_every_moment_is_one_of_those_that_its_local_time_has(moment: datetime, zone: str) -> None:
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    found = moments_at(local, ZoneInfo(zone))
    assert moment in found
    assert len(found) <= 2


def test_an_hour_of_march_is_none_and_one_of_october_two() -> None:
    assert moments_at(datetime(2015, 3, 29, 2, 30), PARIS) == []
    assert [one.hour for one in moments_at(datetime(2015, 10, 25, 2, 30), PARIS)] == [0, 1]


def test_the_next_closing_of_several_is_still_to_come() -> None:
    ends = [paris(2014, 12, day, 17) for day in (4, 2, 3)]
    parts = (
        Calendar(zone=PARIS, **MOMENTS | {"vote_closes": end}, last_closing=ends[0]) for end in ends
    )
    around = calendar_around(parts)
    assert around.first_closing == ends[1]
    asked = [ends[1] - SECOND, ends[1], ends[2], ends[0], ends[0] + SECOND]
    expected = [ends[1], ends[2], ends[0], ends[0], ends[0]]
    assert [around.next_closing(now) for now in asked] == expected
    assert (CALENDAR.first_closing, CALENDAR.next_closing(ends[0])) == (None, ends[0])
