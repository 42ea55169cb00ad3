"""The helpdesk beside a demonstration: its staff is there at once, and never in a real election."""

from __future__ import annotations

import pytest

from models import SAMPLE_STAFF, Election, Espace, NotASandbox
from models.errors import StaffSignInRefused
from models.tables.search import SearchPlace
from models.views.desk import StaffRole
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import SOURCE, comes

AGENT, SUPERVISOR = SAMPLE_STAFF


def test_its_staff_signs_in_without_another_step(espace: Espace) -> None:
    espace.desk.fill_helpdesk()
    for one in SAMPLE_STAFF:
        session = espace.desk.sign_in(one.name, one.password, source=SOURCE)
        assert session.role == one.role
        assert not any((session.must_change, session.must_enrol, session.has_totp))
    assert [one.role for one in SAMPLE_STAFF] == [StaffRole.AGENT, StaffRole.SUPERVISOR]
    assert espace.verify().helped


def test_without_staff_nobody_is_indexed(file_espace: Espace) -> None:
    assert file_espace.desk.refresh_search() == 0
    with file_espace.context.connection():
        assert not SearchPlace.select().exists()


def test_the_sample_people_are_found(espace: Espace) -> None:
    espace.desk.fill_helpdesk()
    session = espace.desk.sign_in(AGENT.name, AGENT.password, source=SOURCE)
    (found,) = espace.desk.search(session, "dupont")
    assert found.user_name == "fdupont"


def test_a_second_helpdesk_finds_all_as_it_is(espace: Espace) -> None:
    espace.desk.fill_helpdesk()
    session = espace.desk.sign_in(AGENT.name, AGENT.password, source=SOURCE)
    espace.desk.disable_staff(SUPERVISOR.name, source="admin")
    espace.desk.fill_helpdesk()
    assert espace.desk.search(session, "dupont")
    with pytest.raises(StaffSignInRefused):
        espace.desk.sign_in(SUPERVISOR.name, SUPERVISOR.password, source=SOURCE)
    assert espace.administration.verify_audit().first_fault is None


def test_a_real_election_never_has_a_password_that_all_know(empty_election: Election) -> None:
    real = Espace(empty_election, HandClock())
    real.administration.migrate()
    comes(real)
    with pytest.raises(NotASandbox):
        real.desk.fill_helpdesk()
    assert [one.name for one in real.desk.list_staff()] == ["amartin"]
    real.close()
