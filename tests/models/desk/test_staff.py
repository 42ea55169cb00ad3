"""The accounts of the helpdesk: made once, entered by whom they are, closed at once."""

from __future__ import annotations

import pytest

from models import Espace, MustWait, SessionExpired
from models.errors import (
    FirstPasswordKept,
    PasswordTooWeak,
    RoleRefused,
    StaffNameRefused,
    StaffSignInRefused,
    StaffUnknown,
)
from models.services.desk.sign_in import change_staff_password, require_staff, sign_in_staff
from models.services.desk.staff import add_staff, disable_staff, list_staff, reset_staff
from models.views.desk import StaffRole
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import OWN, SOURCE, comes


def test_a_first_password_opens_once_it_is_changed_another_does(espace: Espace) -> None:
    first = add_staff(espace.context, " AMartin ", StaffRole.AGENT, source="admin")
    assert len(first) >= 20
    session = sign_in_staff(espace.context, "amartin", first, source=SOURCE)
    with pytest.raises(FirstPasswordKept), espace.context.transaction():
        require_staff(espace.context, session)
    with pytest.raises(PasswordTooWeak, match="celui d'avant"):
        change_staff_password(espace.context, session, first, source=SOURCE)
    changed = change_staff_password(espace.context, session, OWN, source=SOURCE)
    assert not changed.must_change
    assert sign_in_staff(espace.context, "AMARTIN", OWN, source=SOURCE).name == "amartin"
    with pytest.raises(StaffSignInRefused):
        sign_in_staff(espace.context, "amartin", first, source=SOURCE)
    with pytest.raises(SessionExpired), espace.context.transaction():
        require_staff(espace.context, session)


@pytest.mark.parametrize("name", ["", "a", "é", "a b", "x" * 41, "-a", "../a"])
def test_some_names_will_not_do(espace: Espace, name: str) -> None:
    with pytest.raises(StaffNameRefused):
        add_staff(espace.context, name, StaffRole.AGENT, source="admin")


def test_a_name_is_given_once(espace: Espace) -> None:
    add_staff(espace.context, "amartin", StaffRole.AGENT, source="admin")
    with pytest.raises(StaffNameRefused, match="déjà"):
        add_staff(espace.context, "AMARTIN", StaffRole.SUPERVISOR, source="admin")


@pytest.mark.parametrize(
    "typed", ["court", "Toulouse-2014", "azertyuiopqs", "amartinamartin", "1" * 129]
)
def test_a_weak_password_is_none(espace: Espace, typed: str) -> None:
    session = comes(espace)
    with pytest.raises(PasswordTooWeak):
        change_staff_password(espace.context, session, typed, source=SOURCE)
    assert sign_in_staff(espace.context, "amartin", OWN, source=SOURCE).name == "amartin"


def test_unknown_wrong_and_closed_are_one(espace: Espace) -> None:
    comes(espace)
    comes(espace, "bdurand")
    disable_staff(espace.context, "bdurand", source="admin")
    said = set()
    for name, password in (("personne", OWN), ("amartin", "faux"), ("bdurand", OWN), ("", "")):
        with pytest.raises(StaffSignInRefused) as refused:
            sign_in_staff(espace.context, name, password, source=SOURCE)
        said.add(refused.value.text)
    assert len(said) == 1


def test_wrong_passwords_wait(espace: Espace, clock: HandClock) -> None:
    comes(espace)
    for _ in range(3):
        with pytest.raises(StaffSignInRefused):
            sign_in_staff(espace.context, "amartin", "faux", source=SOURCE)
    with pytest.raises(MustWait):
        sign_in_staff(espace.context, "amartin", OWN, source=SOURCE)
    clock.pass_by(minutes=20)
    assert sign_in_staff(espace.context, "amartin", OWN, source=SOURCE).name == "amartin"


def test_who_is_closed_or_reset_acts_no_more(espace: Espace) -> None:
    session = comes(espace)
    disable_staff(espace.context, "amartin", source="admin")
    with pytest.raises(SessionExpired), espace.context.transaction():
        require_staff(espace.context, session)
    again = reset_staff(espace.context, "amartin", source="admin")
    assert sign_in_staff(espace.context, "amartin", again, source=SOURCE).must_change
    (account,) = list_staff(espace.context)
    assert account.disabled_at is None
    for act in (disable_staff, reset_staff):
        with pytest.raises(StaffUnknown):
            act(espace.context, "personne", source="admin")


def test_an_agent_is_no_supervisor(espace: Espace) -> None:
    agent, leads = comes(espace), comes(espace, "chef", StaffRole.SUPERVISOR)
    with espace.context.transaction():
        require_staff(espace.context, leads, StaffRole.SUPERVISOR)
    with pytest.raises(RoleRefused), espace.context.transaction():
        require_staff(espace.context, agent, StaffRole.SUPERVISOR)


def test_every_act_is_in_the_chain_and_the_chain_holds(espace: Espace) -> None:
    comes(espace)
    reset_staff(espace.context, "amartin", source="admin")
    disable_staff(espace.context, "amartin", source="admin")
    assert espace.administration.verify_audit().first_fault is None
