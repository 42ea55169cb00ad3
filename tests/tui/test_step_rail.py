"""The rail says where one is: its step in words, and a line with a sign for each of three."""

from __future__ import annotations

import pytest

from models import PathStep
from tests.tui.conftest import OpenApp
from tests.tui.reading import lines_of, text_of
from tests.tui.routes import SAMPLE
from tests.tui.test_visit import MAILBOX, VOTER
from tui.application.app import EspaceApp
from tui.screens.base import EspaceScreen
from tui.visit.visit import Visit
from tui.widgets.step_rail import Place, StepRail

NAMES = ("Messagerie", "Compte électeur", "Espace électeur")


async def rail_of(app: EspaceApp, place: Place) -> list[str]:
    """Return the two lines of the rail at a place."""
    rail = app.screen.query_one(StepRail)
    rail.show(place)
    await app.animator.wait_until_complete()
    return rail.render().plain.split("\n")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 124, 160])
@pytest.mark.parametrize("done", [frozenset(), frozenset({1}), frozenset({1, 2})], ids=str)
@pytest.mark.parametrize("step", [1, 2, 3])
async def test_the_line_is_as_wide_as_the_rail_with_a_sign_for_each_step(
    open_app: OpenApp, width: int, done: frozenset[int], step: int
) -> None:
    app = open_app()
    async with app.run_test(size=(width, 24)) as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        words, line = await rail_of(app, Place(step, "Titre", done=done, names=NAMES))
        room = app.screen.query_one(StepRail).size.width
        assert len(words) <= room
        assert len(line) == room
        expected = ["✓" if n in done else "●" if n == step else "○" for n in (1, 2, 3)]
        assert [sign for sign in line if sign in "✓●○"] == expected
        assert all(name in line for name in NAMES) is (room >= 100)


async def test_the_way_behind_a_step_that_is_done_is_drawn_in_bold(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        _, line = await rail_of(app, Place(2, "Titre", done=frozenset({1})))
        done, to_come = line.split("●")
        assert set(done) == {"✓", "━", " "}
        assert set(to_come) == {"○", "─", " "}


@pytest.mark.parametrize(
    ("place", "width", "words"),
    [
        (Place(2, "Créez", "confirmez"), 80, "Étape 2 sur 3 · Créez{} ensuite : confirmez"),
        (Place(3, "Vos scrutins"), 80, "Étape 3 sur 3 · Vos scrutins"),
        (Place(3, "Vos", "rien", "Mme Dupont"), 80, "Étape 3 sur 3 · Vos{} Mme Dupont"),
        (Place(2, "Confirmez la création du compte", "la suite"), 60, "Étape 2 sur 3 · Confirmez"),
        (Place(2, "Confirmez la création de votre compte"), 44, "Étape 2 · Confirmez la création"),
    ],
    ids=["follows", "nothing follows", "person", "no room for it", "no room for the number"],
)
async def test_the_words_are_the_step_and_what_follows_as_far_as_there_is_room(
    open_app: OpenApp, place: Place, width: int, words: str
) -> None:
    app = open_app()
    async with app.run_test(size=(width, 24)) as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        said, _ = await rail_of(app, place)
        begin, _, end = words.partition("{}")
        said = said.replace("\ue000", " ").rstrip()
        assert said.startswith(begin)
        assert said.endswith(end)
        if not end and width == 60:
            assert "ensuite" not in said


async def test_a_place_beside_the_path_is_a_plain_rule(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert set(lines_of(app)[1].strip()) == {"─"}
        assert "Étape" not in text_of(app)


async def test_a_screen_shows_the_place_that_the_visit_has_come_to(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        assert "✓" not in lines_of(app)[2]
        assert "Étape 2 sur 3 · Créez votre compte électeur" in lines_of(app)[1]
        app.visit.mailbox = MAILBOX
        assert isinstance(app.screen, EspaceScreen)
        app.screen.show_place()
        await pilot.pause()
        assert lines_of(app)[2].startswith(" ✓ ━")


def test_a_visit_has_done_the_steps_whose_doors_it_went_through() -> None:
    assert Visit().steps_done == frozenset()
    assert Visit(mailbox=MAILBOX).steps_done == {PathStep.MAILBOX}
    assert Visit(voter=VOTER).steps_done == {PathStep.MAILBOX, PathStep.ACCOUNT}
