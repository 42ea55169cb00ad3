"""A forgotten voter password: a code to the mailbox, then another password."""

from __future__ import annotations

import pytest

from models import (
    AddressRefused,
    CodePurpose,
    Espace,
    ExhaustedCode,
    MalformedCode,
    MustWait,
    PasswordRefused,
    PendingCode,
    SessionExpired,
    SignInRefused,
    StaleCode,
    VoterSession,
    WindowClosed,
    WindowNotOpen,
    WrongCode,
)
from models.tables.accounts import AccountState
from models.views.voter import LinkToken
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    STRANGER,
    WRONG_CODE,
    create,
    election_mail,
    newest_code,
    newest_link,
    open_box,
    sample,
    set_state,
    sign_in,
)

KBENALI = sample("kbenali").address


@pytest.fixture
def pending(espace: Espace) -> PendingCode:
    """A code for another password, in the mailbox of Karim Benali."""
    asked = espace.account.ask_password_code(KBENALI, source=SOURCE)
    espace.administration.send_waiting_mail()
    return asked


def renew(
    espace: Espace,
    pending: PendingCode,
    code: str | LinkToken,
    password: str = OTHER_PASSWORD,
) -> VoterSession:
    return espace.account.renew_password(
        pending, code, password, password, mailbox=None, source=SOURCE
    )


def test_the_code_gives_another_password_and_ends_older_sessions(
    espace: Espace, pending: PendingCode
) -> None:
    older = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    assert pending.purpose is CodePurpose.RESET
    session = renew(espace, pending, newest_code(espace, "kbenali"))
    assert espace.account.list_scrutins(session)
    with pytest.raises(SessionExpired):
        espace.account.list_scrutins(older)
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", "Pastel9Cassoulet")
    assert sign_in(espace, "kbenali", OTHER_PASSWORD).account_version == 2


def test_the_link_does_the_same(espace: Espace, pending: PendingCode) -> None:
    link = newest_link(espace, "kbenali")
    box = open_box(espace, "kbenali")
    followed = espace.account.follow_link(box, link, source=SOURCE)
    assert followed.purpose is CodePurpose.RESET
    assert renew(espace, pending, link).person.user_name == "kbenali"


def test_an_account_that_waits_is_confirmed_by_the_way(espace: Espace) -> None:
    asked = espace.account.ask_password_code(sample("ifabre").address, source=SOURCE)
    espace.administration.send_waiting_mail()
    assert renew(espace, asked, newest_code(espace, "ifabre")).person.user_name == "ifabre"
    assert sign_in(espace, "ifabre", OTHER_PASSWORD).person.user_name == "ifabre"


def test_a_poor_password_costs_no_try(espace: Espace, pending: PendingCode) -> None:
    code = newest_code(espace, "kbenali")
    with pytest.raises(PasswordRefused):
        renew(espace, pending, code, "court")
    assert renew(espace, pending, code).person.user_name == "kbenali"


def test_a_wrong_code_is_counted_and_kills_in_the_end(espace: Espace, pending: PendingCode) -> None:
    with pytest.raises(MalformedCode):
        renew(espace, pending, "AAAAA")
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refusal:
            renew(espace, pending, WRONG_CODE)
        assert refusal.value.tries_left == left
    with pytest.raises(ExhaustedCode):
        renew(espace, pending, newest_code(espace, "kbenali"))


def test_a_code_serves_once(espace: Espace, pending: PendingCode) -> None:
    code = newest_code(espace, "kbenali")
    renew(espace, pending, code)
    with pytest.raises(StaleCode):
        renew(espace, pending, code, PASSWORD)


def test_a_code_of_confirmation_renews_no_password(espace: Espace) -> None:
    waiting = create(espace, sample("fdupont").address)
    code = newest_code(espace, "fdupont")
    with pytest.raises(WrongCode):
        renew(espace, waiting, code)
    assert espace.account.confirm(waiting, code, source=SOURCE).person.user_name == "fdupont"


def test_an_elector_without_an_account_is_told_by_mail(espace: Espace) -> None:
    known = espace.account.ask_password_code(KBENALI, source=SOURCE)
    without = espace.account.ask_password_code(sample("fdupont").address, source=SOURCE)
    assert (known.expires_at, known.resend_at, known.tries_left) == (
        without.expires_at,
        without.resend_at,
        without.tries_left,
    )
    espace.administration.send_waiting_mail()
    subject = election_mail(espace, "fdupont").summary.subject
    assert subject == "Aucun compte électeur pour votre adresse"


def test_an_address_of_nobody_behaves_the_same(espace: Espace) -> None:
    asked = espace.account.ask_password_code(STRANGER, source=SOURCE)
    assert asked.tries_left == 5
    assert espace.administration.send_waiting_mail().sent == 0
    with pytest.raises(WrongCode) as refusal:
        renew(espace, asked, WRONG_CODE)
    assert refusal.value.tries_left == 4


def test_a_disabled_account_gets_no_code_and_no_session(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    code = newest_code(espace, "kbenali")
    set_state(espace, "kbenali", AccountState.DISABLED)
    with pytest.raises(SignInRefused):
        renew(espace, pending, code)
    clock.pass_by(minutes=1)
    espace.account.ask_password_code(KBENALI, source=SOURCE)
    assert espace.administration.send_waiting_mail().sent == 0


def test_asking_twice_in_a_minute_waits(espace: Espace, pending: PendingCode) -> None:
    with pytest.raises(MustWait) as wait:
        espace.account.ask_password_code(KBENALI, source=SOURCE)
    assert wait.value.until == pending.resend_at


def test_what_is_no_address_is_refused(espace: Espace) -> None:
    with pytest.raises(AddressRefused):
        espace.account.ask_password_code("kbenali", source=SOURCE)


def test_it_lasts_as_long_as_confirmations(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    code = newest_code(espace, "kbenali")
    clock.go(paris("2014-12-04 16:50"))
    with pytest.raises(WindowClosed):
        espace.account.ask_password_code(KBENALI, source=SOURCE)
    with pytest.raises(WindowClosed):
        renew(espace, pending, code)
    clock.go(paris("2014-09-21"))
    with pytest.raises(WindowNotOpen):
        espace.account.ask_password_code(KBENALI, source=SOURCE)
