"""The address of a person is corrected: typed, confirmed by somebody else, then waiting."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import Desk, enter, find, recognise
from tests.tui.reading import text_of, until
from tests.tui.sandbox import answered, appeared, arrived, fill

NEW = "ines.fabre2@ac-toulouse.fr"


async def at_correction(desk: Desk, pilot: Pilot[None]) -> None:
    """Open the page on which a supervisor types the new address of Inès Fabre."""
    await enter(desk, pilot, "chef")
    await find(desk, pilot, "ifabre")
    await recognise(desk, pilot)
    await appeared(desk, pilot, "C Corriger l'adresse")
    await pilot.press("c")  # two answers are not enough for this
    await arrived(desk, pilot, "desk_caller")
    await pilot.press("escape")
    await arrived(desk, pilot, "desk_person")
    await recognise(desk, pilot, right=3)
    await pilot.press("c")
    await arrived(desk, pilot, "desk_act")
    await appeared(desk, pilot, "24 heures")


async def test_an_address_is_corrected_by_two(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await at_correction(desk, pilot)
        await fill(pilot, NEW)
        await pilot.press("enter")  # from the field to the reasons
        await pilot.press("2")
        await appeared(desk, pilot, "Corriger l'adresse : la personne en a une autre")
        await pilot.press("enter")
        await appeared(desk, pilot, "C'est demandé")
        desk.desk_app.home()
        await enter(desk, pilot)
        await pilot.press("f6")
        await appeared(desk, pilot, "Inès Fabre")
        await pilot.press("enter")
        await appeared(desk, pilot, f"({NEW})")
        await pilot.press("enter")
        await appeared(desk, pilot, "C'est fait")
        await pilot.press("escape")
        await find(desk, pilot, "ifabre")
        assert "Votre adresse sera corrigée le 29 novembre à 9 h" in desk.words
        assert f"Nouvelle adresse : {NEW}" in desk.words
        await recognise(desk, pilot)
        await pilot.press("g")
        await arrived(desk, pilot, "desk_act")
        await pilot.press("1")
        await pilot.press("enter")
        await appeared(desk, pilot, "L'adresse reste la même")
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_person")
        await until(pilot, lambda: "Votre adresse est corrigée" not in text_of(desk.app))


async def test_an_address_that_cannot_be_theirs_is_said_at_the_field(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await at_correction(desk, pilot)
        await fill(pilot, "francoise.dupont@ac-toulouse.fr")
        await pilot.press("enter", "1", "enter")
        await answered(desk, pilot)
        await appeared(desk, pilot, "déjà celle d'une autre personne")
        await pilot.press("ctrl+u")
        await fill(pilot, NEW)
        await pilot.press("enter", "1", "enter")
        await appeared(desk, pilot, "C'est demandé")


async def test_a_request_is_refused_only_if_asked_twice(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await at_correction(desk, pilot)
        await fill(pilot, NEW)
        await pilot.press("enter", "1", "enter")
        await appeared(desk, pilot, "C'est demandé")
        desk.desk_app.go("desk_requests")
        await appeared(desk, pilot, "Inès Fabre")
        await pilot.press("delete")
        await appeared(desk, pilot, "Suppr encore une fois")
        assert desk.espace.desk.list_requests(desk.desk_app.station.session)
        await pilot.press("delete")
        await appeared(desk, pilot, "La demande est refusée")
        assert not desk.espace.desk.list_requests(desk.desk_app.station.session)


async def test_what_is_due_is_applied_by_any_terminal(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await at_correction(desk, pilot)
        await fill(pilot, NEW)
        await pilot.press("enter", "1", "enter")
        await appeared(desk, pilot, "C'est demandé")
        desk.desk_app.home()
        await enter(desk, pilot)
        await pilot.press("f6")
        await appeared(desk, pilot, "Inès Fabre")
        await pilot.press("enter", "enter")
        await appeared(desk, pilot, "C'est fait")
        desk.travel(desk.clock.now() + timedelta(days=1))
        desk.desk_app.home()  # nobody has to be signed in
        await desk.desk_app.apply_due_changes()
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        assert desk.desk_app.station.file is not None
        assert desk.desk_app.station.file.person.address == NEW
