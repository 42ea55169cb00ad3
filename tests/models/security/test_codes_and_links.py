"""« Codes et liens » of docs/securite.md."""

from __future__ import annotations

import re

import pytest

from models import Espace, ExhaustedCode, MustWait, PendingCode, StaleCode, WrongCode
from models.rules.codes import ALPHABET
from models.tables.accounts import ConfirmationCode
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    STRANGER,
    WRONG_CODE,
    create,
    election_mail,
    newest_code,
    newest_link,
    open_box,
    reopened,
    sample,
)

FDUPONT = sample("fdupont").address


@pytest.fixture
def pending(espace: Espace) -> PendingCode:
    """An account that waits for its code."""
    return create(espace, FDUPONT)


def codes_of(espace: Espace) -> list[ConfirmationCode]:
    with espace.context.connection():
        return list(
            ConfirmationCode.select()
            .where(ConfirmationCode.created_at >= paris("2014-11-28 09:00"))
            .order_by(ConfirmationCode.id)
        )


def refused(espace: Espace, pending: PendingCode, typed: str = WRONG_CODE) -> int:
    with pytest.raises(WrongCode) as refusal:
        espace.account.confirm(pending, typed, source=SOURCE)
    return refusal.value.tries_left


def test_a_code_has_ten_letters_and_a_link_256_bits(espace: Espace, pending: PendingCode) -> None:
    """Code: 10 letters of BCDFGHJKLMNPQRSTVWXZ, shown BCDFG-HJKLM. Link token: 256 bits."""
    mail = election_mail(espace, "fdupont")
    assert re.search(rf"\b[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}\b", mail.body)
    assert mail.link
    assert len(mail.link.token) * 6 >= 256


def test_both_are_stored_only_as_keyed_digests_bound_to_the_account(
    espace: Espace, pending: PendingCode
) -> None:
    """Both stored only as HMAC-SHA-256 under a key kept outside, bound to purpose and account."""
    code = newest_code(espace, "fdupont")
    (row,) = codes_of(espace)
    assert len(row.code_digest) == len(row.link_digest) == 64
    other = create(espace, sample("jmartin1").address)
    with espace.context.transaction():
        ConfirmationCode.update(code_digest=row.code_digest).where(
            ConfirmationCode.account != row.account_id
        ).execute()
    assert refused(espace, other, code) == 4


def test_one_code_lives_at_a_time(espace: Espace, clock: HandClock, pending: PendingCode) -> None:
    """One live code an account: a new one kills the old."""
    first_link = newest_link(espace, "fdupont")
    for _ in range(2):
        clock.pass_by(minutes=1)
        pending = espace.account.resend_code(pending, source=SOURCE)
    assert [row.live_for is not None for row in codes_of(espace)] == [False, False, True]
    with pytest.raises(StaleCode):
        espace.account.confirm(pending, first_link, source=SOURCE)


@pytest.mark.parametrize(
    ("created", "expires"),
    [
        ("2014-10-25 12:00", "2014-10-26 11:00"),
        ("2014-11-28 09:30", "2014-11-29 09:30"),
        ("2014-12-03 16:49:59", "2014-12-04 16:49:59"),
        ("2014-12-03 16:50:01", "2014-12-04 16:50:00"),
        ("2014-12-04 15:59:59", "2014-12-04 16:50:00"),
    ],
)
def test_a_code_lives_24_hours_and_never_past_the_close(
    espace: Espace, clock: HandClock, created: str, expires: str
) -> None:
    """Valid 24 hours and never past confirmations_close; by the clock, not by the calendar."""
    clock.go(paris(created))
    assert create(espace, "jean.martin1@ac-toulouse.fr").expires_at == paris(expires)


def test_the_last_second_of_a_code_is_good_and_the_next_is_not(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    clock.pass_by(hours=24)
    with pytest.raises(StaleCode):
        espace.account.confirm(pending, code, source=SOURCE)
    clock.pass_by(seconds=-1)
    session = espace.account.confirm(pending, code, source=SOURCE)
    assert session.person.user_name == "fdupont"


def test_five_tries_whatever_the_code_the_screen_or_the_process(
    espace: Espace, pending: PendingCode
) -> None:
    """Five wrong tries an account, whatever the code, the screen or the process."""
    assert refused(espace, pending) == 4
    other = reopened(espace)
    assert refused(other, pending, "A" * 43) == 3
    with pytest.raises(WrongCode) as refusal:
        other.account.renew_password(
            pending, WRONG_CODE, PASSWORD, PASSWORD, mailbox=None, source=SOURCE
        )
    assert refusal.value.tries_left == 2
    assert [refused(other, pending), refused(other, pending)] == [1, 0]
    with pytest.raises(MustWait):
        other.account.ask_password_code(FDUPONT, source=SOURCE)
    with pytest.raises(ExhaustedCode):
        other.account.confirm(pending, newest_code(other, "fdupont"), source=SOURCE)
    other.close()


def test_after_five_only_a_new_code_helps(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    """Then the code is dead and only a new one helps."""
    for _ in range(5):
        refused(espace, pending)
    clock.pass_by(hours=23)
    with pytest.raises(ExhaustedCode):
        espace.account.confirm(pending, newest_code(espace, "fdupont"), source=SOURCE)
    renewed = espace.account.resend_code(pending, source=SOURCE)
    espace.administration.send_waiting_mail()
    code = newest_code(espace, "fdupont")
    assert espace.account.confirm(renewed, code, source=SOURCE).account_version == 1


def test_five_mails_a_day_a_minute_apart(espace: Espace, clock: HandClock) -> None:
    """Resend: 60 s apart, five a day to who has opened the mailbox."""
    box = open_box(espace, "fdupont")
    pending = espace.account.create(FDUPONT, PASSWORD, PASSWORD, mailbox=box, source=SOURCE)
    for number in range(4):
        clock.pass_by(seconds=59)
        with pytest.raises(MustWait):
            espace.account.resend_code(pending, mailbox=box, source=SOURCE)
        clock.pass_by(seconds=1)
        pending = espace.account.resend_code(pending, mailbox=box, source=SOURCE)
        assert (pending.resend_at - clock.now()).total_seconds() == (60 if number < 3 else 86_160)
    with pytest.raises(MustWait) as wait:
        espace.account.resend_code(pending, mailbox=box, source="une autre borne")
    assert wait.value.until == paris("2014-11-29 09:30")
    clock.go(paris("2014-11-29 09:30"))
    assert espace.account.resend_code(pending, mailbox=box, source=SOURCE).tries_left == 5


def test_the_day_s_mails_are_counted_together(espace: Espace, clock: HandClock) -> None:
    for number in range(3):
        if number % 2:
            espace.account.ask_password_code(FDUPONT, source=SOURCE)
        else:
            create(espace, FDUPONT)
        clock.pass_by(minutes=1)
    with pytest.raises(MustWait):
        espace.account.ask_password_code(FDUPONT, source=SOURCE)
    with pytest.raises(MustWait):
        create(espace, FDUPONT)
    create(espace, sample("jmartin1").address)


def test_an_address_without_an_account_behaves_the_same(espace: Espace, clock: HandClock) -> None:
    """If an address has no account, the screen behaves the same, counter of tries included."""
    told: list[list[object]] = []
    known, unknown = create(espace, FDUPONT), create(espace, STRANGER)
    for asked in (known, unknown):
        answers: list[object] = [refused(espace, asked) for _ in range(5)]
        for _ in range(2):
            with pytest.raises(ExhaustedCode):
                espace.account.confirm(asked, WRONG_CODE, source=SOURCE)
        with pytest.raises(MustWait) as wait:
            espace.account.resend_code(asked, source=SOURCE)
        told.append([*answers, wait.value.until, wait.value.text])
    assert told[0] == told[1]
    clock.pass_by(minutes=1)
    renewed = [espace.account.resend_code(asked, source=SOURCE) for asked in (known, unknown)]
    assert renewed[0].tries_left == renewed[1].tries_left == 5
    assert [refused(espace, asked) for asked in renewed] == [4, 4]


def test_opening_a_link_consumes_nothing(espace: Espace, pending: PendingCode) -> None:
    """Opening a link consumes nothing: a person presses a button."""
    link = newest_link(espace, "fdupont")
    box = open_box(espace, "fdupont")
    (before,) = codes_of(espace)
    for _ in range(10):
        assert espace.account.follow_link(box, link, source=SOURCE).tries_left == 5
    (after,) = codes_of(espace)
    assert (after.consumed_at, after.live_for) == (None, before.live_for)
    assert espace.account.confirm(pending, link, source=SOURCE).account_version == 1
