"""An agent follows a visit on another machine, points and says."""

from __future__ import annotations

import pytest

from models import FollowedField, FollowedPage, FollowedRule, Following, Hint, Told, Verdict
from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import Desk, enter, find
from tests.tui.reading import text_of, until
from tests.tui.sandbox import appeared, arrived, fill
from tui.visit.hints import HINTS

PAGE = FollowedPage(
    "account_creation",
    focused="voter_password",
    fields=(
        FollowedField("address", "Adresse de messagerie professionnelle"),
        FollowedField("voter_password", "Mot de passe électeur", "Choisissez un mot de passe."),
    ),
    rules=(
        FollowedRule("8 caractères au minimum", Verdict.KEPT),
        FollowedRule("un chiffre", Verdict.MISSING),
    ),
)


def begun(desk: Desk) -> Following:
    """Let a kiosk be followed."""
    visit = desk.espace.following.begin(source="kiosk:salle 12")
    desk.espace.following.tell(visit, PAGE)
    return visit


def told(desk: Desk, visit: Following) -> Told:
    found = desk.espace.following.tell(visit, None)
    assert found is not None
    return found


async def test_the_page_is_seen_live(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 40)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        visit = begun(desk)
        await pilot.press("s")
        await arrived(desk, pilot, "desk_follow")
        await fill(pilot, "BCDFGH")
        await pilot.press("enter")
        await appeared(desk, pilot, "Aucune visite n'a ce code")
        await fill(pilot, f"{visit.code[:3].lower()} {visit.code[3:]}")
        await pilot.press("enter")
        await appeared(desk, pilot, "Création compte")
        await appeared(desk, pilot, "borne salle 12")
        assert "●  Mot de passe électeur" in text_of(desk.app)
        assert "✗ Mot de passe électeur : Choisissez un mot de passe." in desk.words
        assert "✓ 8 caractères au minimum" in desk.words
        assert "✗ un chiffre" in desk.words
        assert "Confirmation du mot de passe" in desk.words  # of the picture
        desk.espace.following.tell(visit, FollowedPage("inbox"))
        await appeared(desk, pilot, "Messagerie · borne salle 12")
        desk.espace.following.tell(visit, FollowedPage("vote"))
        await appeared(desk, pilot, "Dans l'application de vote")


async def test_the_agent_points_and_says(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 40)) as pilot:
        await enter(desk, pilot)
        visit = begun(desk)
        await pilot.press("f4")
        await arrived(desk, pilot, "desk_follow")
        await fill(pilot, visit.code)
        await pilot.press("enter")
        await appeared(desk, pilot, "Création compte")
        desk.espace.following.tell(visit, FollowedPage("home"))
        await appeared(desk, pilot, "Accueil")
        desk.espace.following.tell(visit, PAGE)
        await appeared(desk, pilot, "Création compte")
        await pilot.press("down", "enter")
        await until(pilot, lambda: told(desk, visit).pointed == "voter_password")
        await pilot.press("2")
        await until(pilot, lambda: told(desk, visit).hint is Hint.PRESS_ENTER)
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_search")
        await until(pilot, lambda: desk.espace.following.tell(visit, None) is None)


async def test_the_end_is_said_once(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 40)) as pilot:
        await enter(desk, pilot)
        visit = begun(desk)
        await pilot.press("f4")
        await arrived(desk, pilot, "desk_follow")
        await fill(pilot, visit.code)
        await pilot.press("enter")
        await appeared(desk, pilot, "Création compte")
        desk.espace.following.end(visit)
        await appeared(desk, pilot, "Le suivi est terminé")
        again = begun(desk)
        await fill(pilot, again.code)
        await pilot.press("enter")
        await appeared(desk, pilot, "Création compte")
        assert "Le suivi est terminé" not in text_of(desk.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_all_that_an_agent_needs_is_in_sight(
    open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await enter(desk, pilot)
        visit = begun(desk)
        await pilot.press("f4")
        await arrived(desk, pilot, "desk_follow")
        await fill(pilot, visit.code)
        await pilot.press("enter")
        await appeared(desk, pilot, "Création compte")
        fault = "✗ Mot de passe électeur : Choisissez un mot de passe."
        assert fault in [line.strip(" │") for line in desk.lines] or size[0] > 100
        assert fault in desk.words
        for hint in HINTS.values():
            assert hint in desk.words
        for rule in ("✓ 8 caractères au minimum", "✗ un chiffre"):
            assert any(rule in line for line in desk.lines)
        for key in ("Échap Retour", "F1 Aide", "F10 QUITTEZ"):
            assert key in desk.lines[-1]
        first = [line for line in desk.lines if "1 Lisez la phrase" in line]
        assert ("5 Regardez" in first[0]) is (size[0] >= 80)
