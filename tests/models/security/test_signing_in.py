"""« Se connecter » of docs/securite.md: who waits, how long, and that no one waits for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models import Espace, MailCodeRequired, MustWait, SignInRefused
from models.services.shared.counts import Tried
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    SOURCE,
    STRANGER,
    newest_code,
    put_wrong_tries,
    reopened,
    sample,
    sign_in,
)

KBENALI = sample("kbenali").address
RIGHT = "Pastel9Cassoulet"
LONGEST = 900


def wrong(espace: Espace, address: str = KBENALI, source: str = SOURCE) -> None:
    with pytest.raises(SignInRefused):
        espace.account.sign_in(address, OTHER_PASSWORD, source=source)


def wait_of(espace: Espace, address: str = KBENALI, source: str = SOURCE) -> float:
    """Try, be refused for a time, and return how many seconds."""
    with pytest.raises(MustWait) as wait:
        espace.account.sign_in(address, RIGHT, source=source)
    return (wait.value.until - espace.clock.now()).total_seconds()


@pytest.mark.parametrize("address", [KBENALI, STRANGER])
def test_three_are_free_then_the_wait_doubles_to_a_quarter_of_an_hour(
    espace: Espace, clock: HandClock, address: str
) -> None:
    """An account (or an address that has none): three free, then 5 s doubling to 15 min."""
    for _ in range(3):
        wrong(espace, address)
    waits = []
    for _ in range(10):
        waits.append(wait_of(espace, address))
        clock.pass_by(seconds=waits[-1])
        wrong(espace, address)
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, LONGEST, LONGEST]


def test_the_wait_ends_to_the_second(espace: Espace, clock: HandClock) -> None:
    for _ in range(3):
        wrong(espace)
    clock.pass_by(seconds=4.999)
    assert wait_of(espace) == pytest.approx(0.001)
    clock.pass_by(seconds=0.001)
    assert sign_in(espace, "kbenali", RIGHT).person.user_name == "kbenali"


def test_a_wait_is_not_made_longer_by_trying(espace: Espace, clock: HandClock) -> None:
    for _ in range(3):
        wrong(espace)
    for left in (5, 4, 3, 2, 1):
        assert wait_of(espace) == left
        clock.pass_by(seconds=1)
    sign_in(espace, "kbenali", RIGHT)


def test_a_right_password_resets_it(espace: Espace) -> None:
    """A right password resets it."""
    for _ in range(4):
        wrong(espace)
        wrong(espace)
        sign_in(espace, "kbenali", RIGHT)


def test_restarting_does_not_reset_it(espace: Espace) -> None:
    """Wrong tries wait, from the database so that restarting does not reset it."""
    for _ in range(3):
        wrong(espace)
    other = reopened(espace)
    assert wait_of(other) == 5
    other.close()


def test_after_a_hundred_in_a_row_a_code_by_mail_is_needed(
    espace: Espace, clock: HandClock
) -> None:
    """After 100 in a row a new code by mail is needed."""
    for address in (KBENALI, STRANGER):
        put_wrong_tries(espace, Tried.VOTER, address, 98)
        for _ in range(2):
            wrong(espace, address)
            clock.pass_by(minutes=15)
        with pytest.raises(MailCodeRequired, match="un code vous sera adressé"):
            espace.account.sign_in(address, RIGHT, source=SOURCE)
    pending = espace.account.ask_password_code(KBENALI, source=SOURCE)
    espace.administration.send_waiting_mail()
    espace.account.renew_password(
        pending,
        newest_code(espace, "kbenali"),
        OTHER_PASSWORD,
        OTHER_PASSWORD,
        mailbox=None,
        source=SOURCE,
    )
    assert sign_in(espace, "kbenali", OTHER_PASSWORD).account_version == 2


def test_when_no_code_can_come_any_more_nobody_is_locked_out(
    espace: Espace, clock: HandClock
) -> None:
    """Never locked for ever."""
    put_wrong_tries(espace, Tried.VOTER, KBENALI, 1_000)
    clock.go(paris("2014-12-04 16:50"))
    assert sign_in(espace, "kbenali", RIGHT).person.user_name == "kbenali"


def test_a_source_waits_from_twenty_wrong_tries_and_a_minute_at_most(
    espace: Espace, clock: HandClock
) -> None:
    """A source: from 20 wrong in 10 minutes 5 s doubling to 60 s."""
    for number in range(20):
        wrong(espace, f"personne{number}@ac-toulouse.fr")
    waits = []
    for number in range(6):
        waits.append(wait_of(espace))
        clock.pass_by(seconds=waits[-1])
        wrong(espace, f"autre{number}@ac-toulouse.fr")
    assert waits == [5, 10, 20, 40, 60, 60]
    assert (
        espace.account.sign_in(KBENALI, RIGHT, source="autre borne").person.user_name == "kbenali"
    )


def test_a_source_is_free_after_ten_minutes(espace: Espace, clock: HandClock) -> None:
    for number in range(20):
        wrong(espace, f"personne{number}@ac-toulouse.fr")
    clock.pass_by(minutes=10)
    wrong(espace, STRANGER)
    sign_in(espace, "kbenali", RIGHT)


def test_right_tries_of_a_queue_are_not_counted(espace: Espace) -> None:
    """So that one clumsy person does not stop the queue."""
    for _ in range(25):
        sign_in(espace, "kbenali", RIGHT)
    wrong(espace)


@pytest.mark.parametrize("back", [60, 3600, 86_400 * 30])
def test_a_clock_set_back_makes_nobody_wait_longer(
    espace: Espace, clock: HandClock, back: int
) -> None:
    for number in range(9):
        clock.pass_by(minutes=15)
        wrong(espace, source=f"borne {number % 3}")
    clock.pass_by(seconds=-back)
    try:
        sign_in(espace, "kbenali", RIGHT)
    except MustWait as wait:
        left = (wait.until - clock.now()).total_seconds()
        assert 0 < left <= LONGEST
        clock.go(wait.until)
        sign_in(espace, "kbenali", RIGHT)


def test_a_clock_set_back_keeps_the_count(espace: Espace, clock: HandClock) -> None:
    for _ in range(3):
        wrong(espace)
    clock.pass_by(days=-1)
    wrong(espace)
    assert wait_of(espace) == 10


@pytest.mark.parametrize(
    "ask",
    [
        lambda espace, source: espace.mailbox.open("fdupont", "faux", source=source),
        lambda espace, source: espace.account.sign_in(STRANGER, "faux", source=source),
    ],
)
def test_mailbox_and_voter_space_share_the_tries_of_a_source(
    espace: Espace, clock: HandClock, ask: Callable[[Espace, str], object]
) -> None:
    for number in range(20):
        clock.pass_by(seconds=20)
        wrong(espace, f"personne{number}@ac-toulouse.fr")
    with pytest.raises(MustWait):
        ask(espace, SOURCE)
    with pytest.raises(SignInRefused):
        ask(espace, "autre borne")
