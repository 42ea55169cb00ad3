"""Another password in another visit than the one that asked for its code."""

from __future__ import annotations

import pytest

from models import (
    AddressRefused,
    Espace,
    ExhaustedCode,
    MalformedCode,
    PasswordRefused,
    SessionExpired,
    StaleCode,
    VoterSession,
    WindowClosed,
    WrongCode,
)
from models.tables.audit import AuditEvent
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    STRANGER,
    WRONG_CODE,
    newest_code,
    sample,
    sign_in,
)

KBENALI = sample("kbenali").address
WITHOUT = sample("jobriendarc").address
KIOSK, LATER = "kiosque 1", "kiosque 2"


@pytest.fixture
def code(espace: Espace) -> str:
    """A code for another password, read elsewhere once its visit has ended."""
    espace.account.ask_password_code(KBENALI, source=KIOSK)
    espace.administration.send_waiting_mail()
    return newest_code(espace, "kbenali")


def renew(
    espace: Espace, code: str, address: str = KBENALI, password: str = OTHER_PASSWORD
) -> VoterSession:
    return espace.account.renew_by_address(address, code, password, password, source=LATER)


def last_events(espace: Espace, number: int) -> list[str]:
    with espace.context.connection():
        newest = AuditEvent.select().order_by(AuditEvent.sequence.desc()).limit(number)
        return [event.kind for event in newest]


def test_another_visit_renews_with_address_and_code(espace: Espace, code: str) -> None:
    older = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    session = renew(espace, code.lower(), f" {KBENALI.upper()} ")
    assert session.person.address == KBENALI
    assert last_events(espace, 1) == ["password_renewed"]
    with pytest.raises(SessionExpired):
        espace.account.list_scrutins(older)
    assert sign_in(espace, "kbenali", OTHER_PASSWORD).account_version == 2


def test_an_account_that_waits_is_confirmed_by_the_way(espace: Espace) -> None:
    address = sample("ifabre").address
    espace.account.ask_password_code(address, source=KIOSK)
    espace.administration.send_waiting_mail()
    renew(espace, newest_code(espace, "ifabre"), address)
    assert sign_in(espace, "ifabre", OTHER_PASSWORD).person.user_name == "ifabre"


@pytest.mark.parametrize("address", [KBENALI, WITHOUT, STRANGER])
def test_nothing_is_learnt_of_an_address(espace: Espace, code: str, address: str) -> None:
    with pytest.raises(MalformedCode):
        renew(espace, "BCDFG-HJKL", address)
    with pytest.raises(PasswordRefused):
        renew(espace, code, address, "court")
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refusal:
            renew(espace, WRONG_CODE, address)
        assert refusal.value.tries_left == left
    with pytest.raises(ExhaustedCode):
        renew(espace, code, address)
    assert last_events(espace, 2) == ["renew_password/ExhaustedCode", "renew_password/WrongCode"]


def test_a_code_of_somebody_else_renews_nothing(espace: Espace, code: str) -> None:
    with pytest.raises(WrongCode):
        renew(espace, code, sample("ifabre").address)
    assert renew(espace, code).person.address == KBENALI


def test_a_code_serves_once(espace: Espace, code: str) -> None:
    renew(espace, code)
    with pytest.raises(StaleCode):
        renew(espace, code)


def test_what_is_no_address_is_refused(espace: Espace, code: str) -> None:
    with pytest.raises(AddressRefused):
        renew(espace, code, "kbenali")
    assert last_events(espace, 1) == ["renew_password/AddressRefused"]


def test_it_lasts_as_long_as_confirmations(espace: Espace, clock: HandClock, code: str) -> None:
    clock.go(paris("2014-12-04 16:50"))
    with pytest.raises(WindowClosed):
        renew(espace, code)
