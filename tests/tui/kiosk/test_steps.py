"""Every screen of a visit has a place on the path."""

from __future__ import annotations

import pytest

from models import VisitStep
from tests.tui.routes import ROUTES
from tui.bureau.screens.routes import BUREAU_ROUTES
from tui.desk.screens.routes import DESK_ROUTES
from tui.kiosk.steps import StepsTaken, step_of
from tui.visit.routes import Route

ELSEWHERE: set[Route] = {
    "unavailable",
    "kiosk_standby",
    "kiosk_out_of_service",
    "kiosk_staff",
    "demo_calendar",
    "demo_people",
    "demo_board",
    "room",
    "being_helped",
}


@pytest.mark.parametrize(
    "route", sorted(ROUTES.keys() - ELSEWHERE - DESK_ROUTES.keys() - BUREAU_ROUTES.keys())
)
def test_every_screen_of_a_visit_has_a_step(route: Route) -> None:
    assert step_of(route) is not None


def test_the_screens_around_a_visit_have_none() -> None:
    assert {step_of(route) for route in ELSEWHERE} == {None}


def test_a_step_is_told_when_it_changes() -> None:
    steps = StepsTaken()
    ways: list[Route | None] = [
        "home",
        "webmail_login",
        "inbox",
        None,
        "home",
        "account_creation",
        "mail_sent",
    ]
    told = [steps.see(route) for route in ways]
    assert [step.value if step else "" for step in told] == [
        "",
        "mailbox",
        "",
        "",
        "",
        "account",
        "confirmation",
    ]


def test_whoever_comes_back_home_stands_where_they_gave_up() -> None:
    steps = StepsTaken()
    steps.see("webmail_login")
    assert steps.see("home") is None
    assert steps.step is VisitStep.MAILBOX


def test_whoever_has_seen_the_scrutins_has_arrived() -> None:
    steps = StepsTaken()
    assert steps.see("scrutins") is VisitStep.SCRUTINS
    assert steps.see("home") is None
    assert steps.step is VisitStep.SCRUTINS


def test_whoever_has_confirmed_their_account_gives_up_nowhere_before_it() -> None:
    steps = StepsTaken()
    steps.see("confirmation")
    assert steps.see("password_reminder") is VisitStep.CONFIRMED
    assert [steps.see(route) for route in ("inbox", "message", "home", "confirmation")] == [
        None
    ] * 4
    assert steps.step is VisitStep.CONFIRMED
    assert steps.see("account_access") is VisitStep.ACCESS
    assert steps.see("scrutins") is VisitStep.SCRUTINS
