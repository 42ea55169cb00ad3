"""A call from its beginning to its end: who, where they stand, what is done, how it ends."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest

from models import Person, StaffSession
from models.context import Context
from models.services.desk.facade import Desk as DeskServices
from models.services.desk.search import search_people
from models.services.shared.facade import UseCase
from tests.models.desk.staff_members import OWN
from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import Desk, do, enter, find, recognise
from tests.tui.reading import text_of, until
from tests.tui.sandbox import answered, appeared, arrived, fill
from tui.desk.finding import Finding
from tui.widgets.item_table import ItemTable


async def test_a_person_with_an_expired_code_is_on_their_way_in_a_minute(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "fabré ines")
        assert "Mme Inès Fabre · AESH" in desk.words
        assert "le code a expiré" in desk.words
        assert "Demandez un autre mail" in desk.words
        assert "✓ Compte électeur créé" in desk.words
        await recognise(desk, pilot)
        await appeared(desk, pilot, "La personne est reconnue")
        await do(desk, pilot, "r")
        await appeared(desk, pilot, "Un mail est demandé")
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_person")
        await appeared(desk, pilot, "Le mail de confirmation est")


async def test_nothing_is_done_for_a_caller_who_is_nobody(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        await pilot.press("r")  # leads to the questions
        await arrived(desk, pilot, "desk_caller")
        assert "NUMEN" in desk.words
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_person")
        await recognise(desk, pilot, right=1)
        await appeared(desk, pilot, "Pas reconnue")


async def test_only_what_would_change_something_has_a_key(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "kbenali")
        assert "L Lever les attentes" in desk.words
        for word in ("Renvoyer", "Annuler", "Désactiver", "Réactiver"):
            assert word not in desk.words
        await pilot.press("r", "n", "d", "a")
        await pilot.pause()
        assert desk.route == "desk_person"


async def test_two_people_disable_an_account(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await enter(desk, pilot, "chef")
        await find(desk, pilot, "kbenali")
        await recognise(desk, pilot, right=3)
        await do(desk, pilot, "d")
        await appeared(desk, pilot, "C'est demandé")
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_person")
        await appeared(desk, pilot, "à confirmer avant")
        desk.desk_app.go("desk_requests")
        await appeared(desk, pilot, "Karim Benali")
        await pilot.press("enter", "enter")
        await answered(desk, pilot)
        await appeared(desk, pilot, "C'est vous qui l'avez demandé")
        desk.desk_app.home()
        await arrived(desk, pilot, "desk_sign_in")
        await enter(desk, pilot)
        await appeared(desk, pilot, "1 à confirmer")
        await pilot.press("f6")
        await appeared(desk, pilot, "Karim Benali")
        await pilot.press("enter")
        await appeared(desk, pilot, "Entrée encore une fois")
        await pilot.press("enter")
        await appeared(desk, pilot, "C'est fait")
        await pilot.press("escape")
        await find(desk, pilot, "kbenali")
        assert "a été désactivé" in desk.words


async def test_a_call_that_is_put_aside_is_taken_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "dupont")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_ending")
        await pilot.press("r")
        await arrived(desk, pilot, "desk_call_back")
        await pilot.press("up", "enter")  # the last line: at any time
        await arrived(desk, pilot, "desk_search")
        await appeared(desk, pilot, "à rappeler")
        await pilot.press("down")
        await pilot.pause()
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_person")
        await appeared(desk, pilot, "Françoise Dupont")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_ending")
        await appeared(desk, pilot, "Ne connaît pas sa messagerie")
        await pilot.press("enter")  # on the likely reason
        await arrived(desk, pilot, "desk_search")
        await appeared(desk, pilot, "Aucun appel")
        await find(desk, pilot, "dupont")
        await pilot.press("h")
        await appeared(desk, pilot, "appel terminé : n'a jamais ouvert sa messagerie")


async def test_a_call_to_return_is_taken_over_from_a_colleague(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot, "chef")
        await find(desk, pilot, "dupont")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_ending")
        await pilot.press("r")
        await arrived(desk, pilot, "desk_call_back")
        await pilot.press("up", "enter")
        await appeared(desk, pilot, "Vos appels : Entrée les reprend")
        desk.desk_app.home()
        await arrived(desk, pilot, "desk_sign_in")
        await answered(desk, pilot)
        await fill(pilot, "durand", OWN)
        await pilot.press("enter")
        await appeared(desk, pilot, "ceux à rappeler")
        assert "à rappeler · chef" in desk.words
        await pilot.press("down")
        await pilot.pause()
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_person")
        await appeared(desk, pilot, "Françoise Dupont")
        await appeared(desk, pilot, "Rappel : n'a jamais ouvert sa messagerie")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_call_is_returned_when_it_was_said(
    open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "kbenali")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_ending")
        await pilot.press("r")
        await arrived(desk, pilot, "desk_call_back")
        await appeared(desk, pilot, "1▸ Dans une heure, 10 h 35")
        assert "7  À toute heure" in text_of(desk.app)
        await pilot.press("2")  # this afternoon
        await arrived(desk, pilot, "desk_search")
        await appeared(desk, pilot, "à rappeler 14 h")
        await find(desk, pilot, "dupont")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_ending")
        await pilot.press("r")
        await arrived(desk, pilot, "desk_call_back")
        await pilot.press("4")
        await appeared(desk, pilot, "à rappeler demain 9 h")
        assert rows(desk) == ["Benali", "Dupont"]
        desk.travel(desk.clock.now() + timedelta(hours=24))
        await appeared(desk, pilot, "à rappeler depuis 9 h")
        assert "à rappeler depuis hier 14 h" in desk.words
        assert rows(desk) == ["Benali", "Dupont"]


def rows(desk: Desk) -> list[str]:
    """Return whose calls are shown, in their order."""
    table = desk.screen.query_one("#found", ItemTable)
    return [one.person.last_name for one in table.items]


async def test_homonyms_are_told_apart_by_school_and_corps(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await pilot.press(*"coll")
        await appeared(desk, pilot, "personnes ; ajoutez")
        table = desk.screen.query_one("#found", ItemTable)
        assert len(table.items) > 1
        for person in table.items:
            row = next(line for line in desk.lines if person.last_name in line)
            assert person.school.split()[0] in row
        await pilot.press("escape")
        await appeared(desk, pilot, "Aucun appel")


async def test_more_people_than_are_shown_are_said_to_be_more(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.desk.finding.SHOWN", 1)
    monkeypatch.setattr("tui.desk.screens.search.SHOWN", 1)
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await pilot.press(*"coll")
        await appeared(desk, pilot, "Plus de 50 personnes ; ajoutez l'établissement ou le prénom.")
        assert len(desk.screen.query_one("#found", ItemTable).items) == 1


async def test_an_answer_that_comes_late_shows_nobody(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, asked, answers, tries = open_desk(), list[str](), Event(), list[Finding]()
    ask = Finding.ask

    def ask_now(finding: Finding) -> None:
        tries.append(finding)
        ask(finding)

    def search_slowly(
        context: Context, session: StaffSession, typed: str, *, most: int
    ) -> tuple[Person, ...]:
        asked.append(typed)
        assert answers.wait(60)
        return search_people(context, session, typed, most=most)

    monkeypatch.setattr(DeskServices, "search", UseCase(search_slowly), raising=False)
    monkeypatch.setattr(Finding, "ask", ask_now)
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        typed = desk.screen.field("typed")
        typed.value = "dup"
        await until(pilot, lambda: asked == ["dup"])
        tries.clear()
        typed.value = "fabre"
        await pilot.press("enter")
        await until(pilot, lambda: bool(tries))
        assert asked == ["dup"]  # one question at a time
        await pilot.press("s", "backspace")  # something else is typed: Enter was for none of it
        answers.set()
        await appeared(desk, pilot, "Inès")
        assert [*dict.fromkeys(asked)] == ["dup", "fabre"]  # nothing else that was typed
        assert desk.route == "desk_search"
        assert "DUPONT" not in text_of(desk.app).upper()
        await pilot.press(*"zzzz")
        await appeared(desk, pilot, "Personne sur la liste électorale")


async def test_user_name_and_address_are_spelled(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "jmartin1")
        await pilot.press("p")  # nothing is spelled for whom nobody knows
        await arrived(desk, pilot, "desk_caller")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_person")
        await recognise(desk, pilot)
        await appeared(desk, pilot, "À DIRE")
        await pilot.press("p")
        await arrived(desk, pilot, "desk_spelling")
        assert "J comme Joseph, M comme Marcel" in desk.words
        assert "le chiffre un" in desk.words
        assert "jean.martin1@ac-toulouse.fr" in desk.words


async def test_several_agents_see_each_other(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        elector = desk.desk_app.station.file
        assert elector is not None
        other = desk.espace.desk.sign_in("petit", OWN, source="poste 5")
        desk.espace.desk.open_call(other, elector.person.elector_id, source="poste 5")
        await appeared(desk, pilot, "Aussi en ligne : petit")


async def test_enter_opens_nobody_who_was_found_for_other_letters(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await pilot.press(*"fabre")
        await appeared(desk, pilot, "Une personne")
        desk.screen.field("typed").value = "dupont"
        await pilot.press("enter")  # held until these letters have been searched
        await arrived(desk, pilot, "desk_person")
        await appeared(desk, pilot, "Françoise Dupont")
