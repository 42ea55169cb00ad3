"""Out of service: the kiosk says so, and comes back by itself."""

from __future__ import annotations

import pytest

from models import VisitEnd
from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.kiosk.kiosk import ended
from tests.tui.reading import text_of, until
from tests.tui.sandbox import appeared, arrived

SIZES = [(80, 24), (60, 20), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_kiosk_whose_election_cannot_be_opened_says_where_to_go_on(
    open_kiosk: OpenKiosk, size: tuple[int, int]
) -> None:
    kiosk = open_kiosk(away=True, ended=ended(VisitEnd.LEFT))
    async with kiosk.app.run_test(size=size) as pilot:
        await arrived(kiosk, pilot, "kiosk_out_of_service")
        await appeared(kiosk, pilot, "Nouvel essai dans ")
        assert "CET ORDINATEUR EST MOMENTANÉMENT HORS SERVICE" in text_of(kiosk.app)
        place = kiosk.app.election.election.space_url
        assert f"Vous pouvez aussi continuer sur un autre ordinateur : {place}." in kiosk.words
        assert text_of(kiosk.app).endswith(" F12 Personnel")
        assert kiosk.told == ["ready"]


async def test_it_comes_back_by_itself(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(away=True)
    kiosk.app.availability.retry_every = 1  # a test does not wait for ten seconds
    async with kiosk.app.run_test() as pilot:
        await until(pilot, lambda: kiosk.opener.opened == 2)
        assert kiosk.route == "kiosk_out_of_service"
        kiosk.opener.away = False
        await arrived(kiosk, pilot, "kiosk_standby")
        await kiosk.begins(pilot)


async def test_a_database_that_goes_while_nobody_is_there_is_noticed(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk(unsaved=[ended(VisitEnd.LEFT)])
    kiosk.app.availability.report_every = kiosk.app.availability.retry_every = 1
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        kiosk.take_database_away()
        await arrived(kiosk, pilot, "kiosk_out_of_service")
        kiosk.bring_database_back()
        await arrived(kiosk, pilot, "kiosk_standby")
        assert kiosk.told == ["ready", "saved 1"]


async def test_where_nobody_is_the_database_is_looked_at_more_often(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        assert kiosk.app.availability.seconds_to_next_report == 20
        await kiosk.begins(pilot)
        assert kiosk.app.availability.seconds_to_next_report == 60


async def test_no_key_does_anything_there(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(away=True)
    async with kiosk.app.run_test() as pilot:
        await arrived(kiosk, pilot, "kiosk_out_of_service")
        await pilot.press("a", "enter", "escape", "f1", "f3", "f10", "tab", "ctrl+c")
        assert kiosk.route == "kiosk_out_of_service"
        assert kiosk.told == ["ready"]


async def test_during_a_visit_the_screens_say_what_is_away(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.app.availability.report_every = kiosk.app.availability.report_in_visit_every = 1
    async with kiosk.app.run_test() as pilot:
        await kiosk.begins(pilot)
        kiosk.take_database_away()
        await until(pilot, lambda: kiosk.app.availability.lost)
        assert kiosk.route == "home"
        kiosk.bring_database_back()


async def test_a_key_that_came_first_opens_nothing_where_nothing_can_be_opened(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk(away=True)
    kiosk.app.availability.retry_every = kiosk.app.availability.report_every = 1
    kiosk.opener.answers.clear()
    async with kiosk.app.run_test() as pilot:
        await pilot.press("x")
        await appeared(kiosk, pilot, "Un instant…")
        kiosk.opener.answers.set()
        await arrived(kiosk, pilot, "kiosk_out_of_service")
        kiosk.opener.away = False
        await arrived(kiosk, pilot, "kiosk_standby")
        await kiosk.stands_by(pilot)
        await kiosk.reports_again(pilot)
        assert "Appuyez sur une touche" in text_of(kiosk.app)
        assert kiosk.told == ["ready"]
