"""Asking for another code."""

from __future__ import annotations

import pytest

from models import CodePurpose, Espace, MustWait, WindowClosed, WindowNotOpen, WrongCode
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    SOURCE,
    STRANGER,
    WRONG_CODE,
    create,
    election_mail,
    newest_code,
    sample,
)

FDUPONT = sample("fdupont").address


def test_another_code_comes_after_a_minute_and_keeps_the_proof(
    espace: Espace, clock: HandClock
) -> None:
    pending = create(espace, FDUPONT)
    clock.pass_by(seconds=60)
    renewed = espace.account.resend_code(pending, source=SOURCE)
    assert espace.administration.send_waiting_mail().sent == 1
    assert renewed.proof == pending.proof
    assert renewed.resend_at == paris("2014-11-28 09:32")
    code = newest_code(espace, "fdupont")
    assert espace.account.confirm(renewed, code, source=SOURCE).person.user_name == "fdupont"


def test_before_a_minute_the_wait_is_said(espace: Espace, clock: HandClock) -> None:
    pending = create(espace, FDUPONT)
    clock.pass_by(seconds=59)
    with pytest.raises(MustWait) as wait:
        espace.account.resend_code(pending, source=SOURCE)
    assert wait.value.until == pending.resend_at


def test_a_new_code_gives_five_tries_again(espace: Espace, clock: HandClock) -> None:
    pending = create(espace, FDUPONT)
    for _ in range(5):
        with pytest.raises(WrongCode):
            espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
    clock.pass_by(minutes=1)
    assert espace.account.resend_code(pending, source=SOURCE).tries_left == 5


def test_a_confirmed_account_is_told_that_it_exists(espace: Espace, clock: HandClock) -> None:
    pending = create(espace, FDUPONT)
    espace.account.confirm(pending, newest_code(espace, "fdupont"), source=SOURCE)
    clock.pass_by(minutes=1)
    espace.account.resend_code(pending, source=SOURCE)
    espace.administration.send_waiting_mail()
    assert election_mail(espace, "fdupont").summary.subject == "Un compte électeur existe déjà"


def test_an_address_of_nobody_gets_the_same_answer_and_no_mail(
    espace: Espace, clock: HandClock
) -> None:
    known, unknown = create(espace, FDUPONT), create(espace, STRANGER)
    clock.pass_by(minutes=1)
    answers = [espace.account.resend_code(pending, source=SOURCE) for pending in (known, unknown)]
    assert answers[0].resend_at == answers[1].resend_at
    assert answers[0].expires_at == answers[1].expires_at
    assert answers[0].tries_left == answers[1].tries_left
    assert espace.administration.send_waiting_mail().sent == 1


def test_a_code_for_a_new_password_is_sent_again_too(espace: Espace, clock: HandClock) -> None:
    pending = espace.account.ask_password_code(sample("kbenali").address, source=SOURCE)
    clock.pass_by(minutes=1)
    renewed = espace.account.resend_code(pending, source=SOURCE)
    assert renewed.purpose is CodePurpose.RESET
    espace.administration.send_waiting_mail()
    mail = election_mail(espace, "kbenali")
    assert mail.summary.subject == "Choisissez un nouveau mot de passe électeur"


def test_the_calendar_ends_it(espace: Espace, clock: HandClock) -> None:
    pending = create(espace, FDUPONT)
    clock.go(paris("2014-12-04 16:50"))
    with pytest.raises(WindowClosed):
        espace.account.resend_code(pending, source=SOURCE)
    clock.go(paris("2014-09-21"))
    with pytest.raises(WindowNotOpen):
        espace.account.resend_code(pending, source=SOURCE)
