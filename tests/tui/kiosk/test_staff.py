"""The staff's page: the one way out, behind a code."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.kiosk.kiosk import STAFF_CODE
from tests.tui.reading import lines_of, text_of, until
from tests.tui.sandbox import answered, appeared, arrived, enter, write
from tui.kiosk.screens.staff import StaffPage
from tui.visit.visit import Visit


@pytest.mark.parametrize("away", [False, True])
async def test_the_right_code_leaves_the_kiosk(open_kiosk: OpenKiosk, away: bool) -> None:
    kiosk = open_kiosk(code=True, away=away)
    async with kiosk.app.run_test() as pilot:
        await arrived(kiosk, pilot, "kiosk_out_of_service" if away else "kiosk_standby")
        await pilot.press("f12")
        await arrived(kiosk, pilot, "kiosk_staff")
        await enter(pilot, STAFF_CODE)
        await kiosk.ends(pilot)
    assert kiosk.told == ["ready", "staff"]
    assert kiosk.app.visit == Visit()


async def test_a_wrong_code_is_refused_and_taken_out_of_the_field(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(code=True, long_waits=True)
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        await pilot.press("f12")
        await arrived(kiosk, pilot, "kiosk_staff")
        await enter(pilot, "Loriot")
        await appeared(kiosk, pilot, "n'est pas celui du personnel")
        screen = kiosk.app.screen
        assert isinstance(screen, StaffPage)
        assert screen.field("staff_code").value == ""
        for _ in range(3):
            await enter(pilot, "Loriot")
            await answered(kiosk, pilot)  # an Enter while an answer is awaited is for nothing
        await appeared(kiosk, pilot, "Vous pourrez recommencer dans ")
        assert kiosk.told == ["ready"]


async def test_once_the_wait_is_over_the_right_code_leaves_the_kiosk(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk(code=True, long_waits=True)
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        await pilot.press("f12")
        await arrived(kiosk, pilot, "kiosk_staff")
        screen = kiosk.app.screen
        assert isinstance(screen, StaffPage)
        while "Vous pourrez recommencer dans" not in text_of(kiosk.app):
            await enter(pilot, "Loriot")
            await until(pilot, lambda: not screen.working)
        assert screen.field("staff_code").value == ""
        await enter(pilot, STAFF_CODE)
        await until(pilot, lambda: not screen.working and not screen.field("staff_code").value)
        kiosk.travel(kiosk.clock.now() + timedelta(hours=1))
        await until(pilot, lambda: "Vous pourrez recommencer dans" not in text_of(kiosk.app))
        await enter(pilot, STAFF_CODE)
        await kiosk.ends(pilot)
    assert kiosk.told == ["ready", "staff"]


async def test_without_a_code_in_the_election_file_it_is_said(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        await pilot.press("f12")
        await arrived(kiosk, pilot, "kiosk_staff")
        await pilot.press("enter")
        await appeared(kiosk, pilot, "Saisissez le code du personnel.")
        await enter(pilot, STAFF_CODE)
        await appeared(kiosk, pilot, "Cette borne n'a pas de code du personnel.")


@pytest.mark.parametrize("left_by", ["escape", "idleness"])
async def test_escape_and_idleness_end_the_process_with_what_was_typed(
    open_kiosk: OpenKiosk, left_by: str
) -> None:
    kiosk = open_kiosk(code=True)
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        await pilot.press("f12")
        await arrived(kiosk, pilot, "kiosk_staff")
        await write(pilot, STAFF_CODE)
        if left_by == "escape":
            await pilot.press("escape")
        else:
            await pilot.press("f1")
            kiosk.elapsed.pass_by(120)
        await kiosk.ends(pilot)
    assert kiosk.app.visit == Visit()
    assert kiosk.told == ["ready"]


async def test_the_key_is_on_standby_only_where_it_can_be_touched(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(code=True)
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        keyboard = Keyboard(kiosk.app)
        keyboard.send("\x1b[<0;4;24M\x1b[<0;4;24m")
        await arrived(kiosk, pilot, "kiosk_staff")
        assert lines_of(kiosk.app)[-1] == " Échap Retour · F1 Aide"
        await pilot.press("f10", "f12")
        assert kiosk.route == "kiosk_staff"


async def test_beside_the_key_and_in_a_visit_there_is_no_way_to_the_staff(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk(code=True)
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        Keyboard(kiosk.app).send("\x1b[<0;60;24M\x1b[<0;60;24m")
        await arrived(kiosk, pilot, "home")
        await pilot.press("f12")
        assert kiosk.route == "home"
        assert "F12" not in text_of(kiosk.app)
