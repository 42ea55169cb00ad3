"""What an agent needs is in sight on every terminal: the acts, the keys, the way back, the help."""

from __future__ import annotations

import pytest

from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import enter, find
from tests.tui.sandbox import appeared, arrived
from tui.visit.routes import Route

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize("name", ["durand", "chef"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_a_person_fits(
    open_desk: OpenDesk, size: tuple[int, int], name: str
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await enter(desk, pilot, name)
        await find(desk, pilot, "ifabre")
        assert "POUR VOUS SEUL" in desk.words
        assert "Demandez un autre mail" in desk.words
        assert "✓ Compte électeur créé" in desk.words
        for act in ("R Renvoyer le code", "L Lever les attentes", "N Annuler le compte"):
            assert act in desk.words
        assert ("C Corriger l'adresse" in desk.words) is (name == "chef")
        for key in ("Q Qui appelle", "E Écran", "S Suivre", "H Historique", "P Épeler"):
            assert key in desk.words
        for key in ("Échap Fin", "F1 Aide", "F10 QUITTEZ"):
            assert key in desk.lines[-1]
        await pilot.press("h")
        await arrived(desk, pilot, "desk_history")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_person")
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert "Scrutins : CTM, CTA, CCP" in desk.words
        assert "N Annuler le compte" in desk.words


@pytest.mark.parametrize("name", ["durand", "chef"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_of_the_search_fit(
    open_desk: OpenDesk, size: tuple[int, int], name: str
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await enter(desk, pilot, name)
        for key in ("F4 Suivre", "F6 À deux", "F1 Aide", "F10 QUITTEZ"):
            assert key in desk.lines[-1]
        assert ("F5 Tableau" in desk.lines[-1]) is (name == "chef")
        assert "Échap" not in desk.lines[-1], "nothing is there to be taken back"
        await pilot.press(*"dup")
        await appeared(desk, pilot, "Une personne")
        assert ("certifiée" in desk.words) is (size[0] >= 80), "homonyms differ by their corps"
        for key in ("F4 Suivre", "Échap Effacer", "F1 Aide", "F10 QUITTEZ"):
            assert key in desk.lines[-1]


PAGES: dict[Route, tuple[str, ...]] = {
    "desk_caller": ("Enregistrer", "Échap Retour", "F1 Aide"),
    "desk_history": ("page ouverte par l'assistance", "Échap Retour", "F1 Aide"),
    "desk_ending": ("Ne connaît pas sa messagerie", "À rappeler R", "Échap Retour", "F1 Aide"),
    "desk_call_back": ("À toute heure", "Échap Retour", "F1 Aide"),
    "desk_requests": ("Rien n'attend", "Échap Retour", "F1 Aide"),
    "desk_board": ("Comptes désactivés", "E Autre liste", "Échap Retour", "F1 Aide"),
    "desk_picture": ("Échap Retour", "F1 Aide"),
    "desk_follow": ("Code lu par la personne", "Échap Retour", "F1 Aide"),
}


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_other_pages_fit(
    open_desk: OpenDesk, size: tuple[int, int], route: Route
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await enter(desk, pilot, "chef")
        await find(desk, pilot, "ifabre")
        desk.desk_app.go(route)
        for words in (*PAGES[route], "F10 QUITTEZ"):
            await appeared(desk, pilot, words)
