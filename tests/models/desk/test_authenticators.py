"""Codes of an authenticator: asked for of who has one, taken once, obligatory if so configured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyotp import TOTP

from models import Espace, MustWait, SessionExpired
from models.errors import (
    AuthenticatorInUse,
    AuthenticatorNeeded,
    NothingToDo,
    StaffSignInRefused,
    TotpNeeded,
    WrongTotp,
)
from models.services.desk.authenticators import (
    disable_authenticator,
    enable_authenticator,
    offer_authenticator,
)
from models.services.desk.sign_in import require_staff, sign_in_staff
from models.services.desk.staff import reset_staff
from models.tables.audit import AuditEvent
from models.tables.staff import StaffMember
from models.views.desk import StaffSession
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import OWN, SOURCE, comes


def enrols(espace: Espace, session: StaffSession) -> TOTP:
    """Enable an authenticator, and return it."""
    offer = offer_authenticator(espace.context, session)
    assert offer.secret in offer.uri
    assert offer.secret not in repr(offer)
    authenticator = TOTP(offer.secret)
    code = authenticator.at(espace.clock.now())
    assert enable_authenticator(espace.context, session, offer, code, source=SOURCE).has_totp
    return authenticator


def wrong_of(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_password_alone_opens_no_more(espace: Espace, clock: HandClock) -> None:
    authenticator = enrols(espace, comes(espace))
    clock.pass_by(minutes=1)
    free = espace.election.security.free_tries
    for _ in range(free):
        with pytest.raises(TotpNeeded):
            sign_in_staff(espace.context, "amartin", OWN, source=SOURCE)
    with pytest.raises(MustWait):  # nobody learns for ever that a password is right
        sign_in_staff(espace.context, "amartin", OWN, source=SOURCE)
    with espace.context.connection():
        asked = AuditEvent.select().where(AuditEvent.kind == "staff_code_asked")
        assert asked.count() == free
    clock.pass_by(hours=1)
    code = authenticator.at(clock.now())
    typed = f" {code[:3]} {code[3:]} "
    assert sign_in_staff(espace.context, "amartin", OWN, typed, source=SOURCE).has_totp
    clock.pass_by(minutes=1)
    with pytest.raises(StaffSignInRefused):
        sign_in_staff(
            espace.context, "amartin", "faux", authenticator.at(clock.now()), source=SOURCE
        )


def test_a_code_is_taken_once_and_only_near_its_time(espace: Espace, clock: HandClock) -> None:
    authenticator = enrols(espace, comes(espace))
    used = authenticator.at(clock.now())
    with pytest.raises(WrongTotp):
        sign_in_staff(espace.context, "amartin", OWN, used, source=SOURCE)
    clock.pass_by(minutes=1)
    late = authenticator.at(clock.now(), counter_offset=-1)
    assert sign_in_staff(espace.context, "amartin", OWN, late, source=SOURCE).has_totp
    for offset in (-3, -2, 2, 40):
        clock.pass_by(minutes=16)
        code = authenticator.at(clock.now(), counter_offset=offset)
        with pytest.raises(WrongTotp):
            sign_in_staff(espace.context, "amartin", OWN, code, source=SOURCE)


def test_wrong_codes_wait_as_wrong_passwords_do(espace: Espace, clock: HandClock) -> None:
    authenticator = enrols(espace, comes(espace))
    clock.pass_by(minutes=1)
    right = authenticator.at(clock.now())
    wrong = wrong_of(right)
    for _ in range(3):
        with pytest.raises(WrongTotp):
            sign_in_staff(espace.context, "amartin", OWN, wrong, source=SOURCE)
    with pytest.raises(MustWait):
        sign_in_staff(espace.context, "amartin", OWN, right, source=SOURCE)


def test_an_offer_counts_once_a_code_of_it_is_typed(espace: Espace) -> None:
    session = comes(espace)
    offer = offer_authenticator(espace.context, session)
    with pytest.raises(WrongTotp):
        enable_authenticator(espace.context, session, offer, "123", source=SOURCE)
    assert not sign_in_staff(espace.context, "amartin", OWN, source=SOURCE).has_totp


def test_its_secret_is_sealed_in_the_database(espace: Espace) -> None:
    authenticator = enrols(espace, comes(espace))
    with espace.context.connection():
        kept = StaffMember.get().totp
    assert kept is not None
    assert authenticator.secret not in kept


def test_one_gives_it_up_with_a_code_of_it(espace: Espace, clock: HandClock) -> None:
    session = comes(espace)
    authenticator = enrols(espace, session)
    clock.pass_by(minutes=1)
    code = authenticator.at(clock.now())
    with pytest.raises(WrongTotp):
        disable_authenticator(espace.context, session, wrong_of(code), source=SOURCE)
    elsewhere = sign_in_staff(espace.context, "amartin", OWN, code, source=SOURCE)
    with pytest.raises(WrongTotp):  # used already
        disable_authenticator(espace.context, session, code, source=SOURCE)
    clock.pass_by(minutes=1)
    code = authenticator.at(clock.now())
    after = disable_authenticator(espace.context, session, code, source=SOURCE)
    assert not after.has_totp
    for ended in (session, elsewhere):
        with pytest.raises(SessionExpired), espace.context.transaction():
            require_staff(espace.context, ended)
    with espace.context.transaction():
        require_staff(espace.context, after)
    with pytest.raises(NothingToDo):
        disable_authenticator(espace.context, after, code, source=SOURCE)
    assert not sign_in_staff(espace.context, "amartin", OWN, source=SOURCE).has_totp


def test_its_codes_are_not_searched_for_by_giving_it_up(espace: Espace, clock: HandClock) -> None:
    session = comes(espace)
    authenticator = enrols(espace, session)
    clock.pass_by(minutes=1)
    code = authenticator.at(clock.now())
    for _ in range(3):
        with pytest.raises(WrongTotp):
            disable_authenticator(espace.context, session, wrong_of(code), source=SOURCE)
    with pytest.raises(MustWait):
        disable_authenticator(espace.context, session, code, source=SOURCE)


def test_nobody_puts_another_one_in_its_place(espace: Espace, clock: HandClock) -> None:
    session = comes(espace)
    enrols(espace, session)
    clock.pass_by(minutes=1)
    with pytest.raises(AuthenticatorInUse):
        enrols(espace, session)


def test_a_reset_forgets_it(espace: Espace) -> None:
    enrols(espace, comes(espace))
    first = reset_staff(espace.context, "amartin", source="admin")
    assert sign_in_staff(espace.context, "amartin", first, source=SOURCE).must_change


def test_where_it_is_obligatory_nobody_acts_without(espace: Espace, clock: HandClock) -> None:
    session = comes(espace)
    election = espace.election.changed(desk=espace.election.desk.changed(totp="required"))
    context = replace(espace.context, election=election)
    with pytest.raises(AuthenticatorNeeded), context.transaction():
        require_staff(context, session)
    offer = offer_authenticator(context, session)
    code = TOTP(offer.secret).at(espace.clock.now())
    ready = enable_authenticator(context, session, offer, code, source=SOURCE)
    with context.transaction():
        require_staff(context, ready)
    clock.pass_by(minutes=1)
    code = TOTP(offer.secret).at(clock.now())
    without = disable_authenticator(context, ready, code, source=SOURCE)
    assert without.must_enrol
    with pytest.raises(AuthenticatorNeeded), context.transaction():
        require_staff(context, without)
