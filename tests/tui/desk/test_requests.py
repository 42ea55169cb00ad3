"""What waits for a second person: whose it is to confirm, and what there is to know before."""

from __future__ import annotations

import pytest

from models import REASONS, CallerFact, CallState, Cause, DeskAct, DeskOrder, DeskRequest, StaffRole
from tests.models.desk.staff_members import OWN, SOURCE, comes
from tests.models.steps import person_on_roll
from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import Desk, enter
from tests.tui.reading import text_of, until
from tests.tui.sandbox import appeared
from tui.widgets.written import Line


def asks(desk: Desk, name: str, person: str, *, ends: bool = True) -> DeskRequest:
    """Have a supervisor ask that an account is disabled, and end the call."""
    leader = comes(desk.espace, name, StaffRole.SUPERVISOR)
    call = desk.espace.desk.open_call(leader, person_on_roll(desk.espace, person), source=SOURCE)
    desk.espace.desk.note_answers(leader, call.call_id, tuple(CallerFact), source=SOURCE)
    order = DeskOrder(leader, call.call_id, REASONS[DeskAct.DISABLE][0], SOURCE)
    request = desk.espace.desk.ask_for(order, DeskAct.DISABLE)
    if ends:
        desk.espace.desk.leave_call(leader, call.call_id, CallState.CLOSED, cause=Cause.QUESTION)
    return request


def waiting(desk: Desk) -> str:
    return desk.screen.query_one("#requests", Line).plain


async def test_ones_own_requests_are_not_counted_as_ones_to_confirm(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        asks(desk, "legrand", "kbenali")
        asks(desk, "moreau", "ifabre")
        await enter(desk, pilot, "legrand")
        await until(pilot, lambda: waiting(desk) == "1 à confirmer : F6.")
        desk.desk_app.home()
        await enter(desk, pilot)
        await until(pilot, lambda: waiting(desk) == "2 à confirmer : F6.")


async def test_ones_own_request_is_told_from_others(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        asks(desk, "legrand", "kbenali")
        await enter(desk, pilot, "legrand")
        await pilot.press("f6")
        await appeared(desk, pilot, "C'est vous qui l'avez demandé")


@pytest.mark.parametrize("ends", [True, False])
async def test_a_page_that_is_opened_again_is_no_recognition(
    open_desk: OpenDesk, ends: bool
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        request = asks(desk, "legrand", "kbenali", ends=ends)
        leader = desk.espace.desk.sign_in("legrand", OWN, source=SOURCE)
        desk.espace.desk.open_call(leader, request.person.elector_id, source=SOURCE)
        await enter(desk, pilot)
        await pilot.press("f6")
        words = "✓ Personne reconnue par legrand" if ends else "✗ legrand a rouvert la page depuis"
        await appeared(desk, pilot, words)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_who_confirms_reads_where_the_person_stands(
    open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        asks(desk, "legrand", "kbenali")
        asks(desk, "moreau", "ifabre")
        await enter(desk, pilot)
        await pilot.press("f6")
        await appeared(desk, pilot, "Karim Benali")
        await appeared(desk, pilot, "Votre compte électeur est confirmé depuis le")
        assert "✓ Personne reconnue par legrand : 3 réponses justes." in desk.words
        await pilot.press("down")
        await appeared(desk, pilot, "Votre compte attend sa confirmation")
        assert "✓ Personne reconnue par moreau : 3 réponses justes." in desk.words
        assert "est confirmé depuis" not in text_of(desk.app)
        await pilot.press("enter")
        await appeared(desk, pilot, "Entrée encore une fois")
        assert "Votre compte attend sa confirmation" in desk.words
