"""Waits double, end, never overflow, and a clock set back blocks no one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.throttling import (
    NO_WAIT,
    MailLimits,
    ends_at,
    resend_from,
    wait_after,
)
from models.settings.sections import SecuritySection

NOW = datetime(2014, 12, 4, 15, 0, tzinfo=UTC)
SIGN_IN = SecuritySection()
MAILS = MailLimits()
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)
DURATIONS = st.timedeltas(timedelta(), timedelta(days=3))
OFFSETS = st.timedeltas(timedelta(days=-3), timedelta(days=3))


def account_wait(failures: int) -> timedelta:
    """Return the wait of an account under the default limits."""
    return wait_after(
        failures,
        free=SIGN_IN.free_tries,
        first=SIGN_IN.first_wait,
        longest=SIGN_IN.longest_wait,
    )


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (2, 0), (3, 5), (4, 10), (5, 20), (10, 640), (11, 900), (100, 900), (10**9, 900)],
)
def test_three_tries_are_free_then_the_wait_doubles_to_a_quarter_of_an_hour(
    failures: int, seconds: int
) -> None:
    assert account_wait(failures) == timedelta(seconds=seconds)


def test_a_source_waits_a_minute_at_most() -> None:
    waits = [
        wait_after(
            failures,
            free=SIGN_IN.source_tries,
            first=SIGN_IN.first_wait,
            longest=SIGN_IN.source_longest_wait,
        )
        for failures in (19, 20, 21, 25, 10**9)
    ]

    assert [wait.total_seconds() for wait in waits] == [0, 5, 10, 60, 60]


@given(st.integers(0, 10**12), DURATIONS, DURATIONS)
def test_one_more_wrong_try_never_shortens_a_wait(
    failures: int, first: timedelta, longest: timedelta
) -> None:
    earlier, later = (
        wait_after(count, free=3, first=first, longest=longest)
        for count in (failures, failures + 1)
    )

    assert NO_WAIT <= earlier <= later <= longest


def test_a_wait_ends_to_the_second() -> None:
    wait = timedelta(seconds=10)

    assert ends_at(NOW, NOW, wait) == NOW + wait
    assert ends_at(NOW, NOW + wait - SECOND, wait) == NOW + wait
    assert ends_at(NOW, NOW + wait, wait) is None
    assert ends_at(NOW, NOW, NO_WAIT) is None


def test_a_clock_a_little_behind_still_waits_no_longer_than_the_wait() -> None:
    wait = timedelta(seconds=10)

    assert ends_at(NOW + timedelta(seconds=3), NOW, wait) == NOW + wait


def test_a_clock_set_far_back_holds_nobody() -> None:
    assert ends_at(NOW + timedelta(days=30), NOW, timedelta(minutes=15)) is None


@given(OFFSETS, DURATIONS)
def test_no_wait_reaches_further_than_itself(offset: timedelta, wait: timedelta) -> None:
    end = ends_at(NOW + offset, NOW, wait)

    assert end is None or NOW < end <= NOW + wait


def test_the_first_mail_may_go_at_once_and_the_second_a_minute_later() -> None:
    assert resend_from([], NOW, MAILS) is None
    assert resend_from([NOW], NOW, MAILS) == NOW + timedelta(seconds=60)
    assert resend_from([NOW], NOW + timedelta(seconds=59), MAILS) == NOW + timedelta(seconds=60)
    assert resend_from([NOW], NOW + timedelta(seconds=60), MAILS) is None


def test_the_sixth_mail_waits_until_the_first_is_a_day_old() -> None:
    sent = [NOW - timedelta(hours=hours) for hours in (5, 1, 4, 2, 3)]

    assert resend_from(sent[1:], NOW, MAILS) is None
    assert resend_from(sent, NOW, MAILS) == NOW - timedelta(hours=5) + DAY
    assert resend_from(sent, NOW + timedelta(hours=19) - SECOND, MAILS) is not None
    assert resend_from(sent, NOW + timedelta(hours=19), MAILS) is None


def test_more_mails_than_a_day_allows_wait_for_the_fifth_last() -> None:
    sent = [NOW - timedelta(hours=hours) for hours in range(1, 8)]

    assert resend_from(sent, NOW, MAILS) == NOW - timedelta(hours=5) + DAY


def test_a_mail_of_a_clock_set_back_does_not_count() -> None:
    assert resend_from([NOW + timedelta(days=2)], NOW, MAILS) is None
    assert resend_from([NOW + SECOND], NOW, MAILS) == NOW + MAILS.resend


@given(st.lists(OFFSETS.map(lambda offset: NOW + offset), max_size=12))
def test_the_next_mail_is_never_more_than_a_day_away(sent: list[datetime]) -> None:
    earliest = resend_from(sent, NOW, MAILS)

    assert earliest is None or NOW < earliest <= NOW + DAY
    assert resend_from(sent[::-1], NOW, MAILS) == earliest


def test_the_numbers_are_those_of_the_specification() -> None:
    assert SIGN_IN.tries_before_code == 100
    assert SIGN_IN.source_window == timedelta(minutes=10)
    assert (SIGN_IN.code_tries, SIGN_IN.code_life) == (5, DAY)
    assert MAILS.per_day == 5
