"""No screen without a picture, no picture that is not true any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import sample_named
from tests.journeys.french import english_words
from tests.published.pictures import OF_PAGES
from tests.screens.console_kiosk import NAMES, console_screens
from tests.screens.drawing import (
    PICTURES,
    TEXTS,
    picture_of,
    played,
    text_file_of,
    text_of,
)
from tests.screens.scenes import SCENES, Scene
from tests.screens.sheets import SIZES, name_of
from tests.screens.ssh_film import NAME as SSH_FILM
from tests.screens.stage import fill_template
from tests.screens.visit_film import MOST_BYTES
from tests.screens.visit_film import NAME as FILM
from tests.tui.routes import ROUTES
from tui.desk.pictures import OF_SCREEN, SHOWN
from tui.scenes import program

NEVER_QUIT = {route for route in ROUTES if route.startswith("kiosk_")} | {"still_there"}
"""Screens of a kiosk, and a question that any key answers."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("scenes") / "template"
    fill_template(directory)
    return directory


def test_every_screen_has_a_scene() -> None:
    shown = {scene.route for scene in SCENES}
    assert set(ROUTES) - shown == set()


def test_every_picture_belongs_to_a_scene() -> None:
    expected = {scene.name for scene in SCENES} | set(NAMES)
    of_several = {FILM, SSH_FILM, *map(name_of, SIZES)}
    assert {file.stem for file in PICTURES.glob("*.svg")} == expected | of_several
    assert {file.stem for file in PICTURES.glob("*.png")} == set(OF_PAGES)
    assert {file.stem for file in TEXTS.glob("*.txt")} == expected


def test_an_agent_looks_at_scenes_of_the_guides_played_at_the_same_moments() -> None:
    own = {scene.name: scene for scene in program.SCENES}
    shown = {*SHOWN.values(), *OF_SCREEN.values()}
    assert own.keys() == shown - {scene.name for scene in program.CODES_AT_HAND}
    guides = {scene.name: scene for scene in SCENES if scene.name in own}
    assert guides.keys() == own.keys()
    for name, scene in guides.items():
        assert own[name].at(sample_named()) == scene.at, name


@pytest.mark.parametrize("name", [FILM, SSH_FILM])
def test_a_moving_picture_is_light(name: str) -> None:
    assert (PICTURES / f"{name}.svg").stat().st_size <= MOST_BYTES


def test_no_picture_fetches_anything() -> None:
    for scene in SCENES:
        svg = picture_of(scene).read_text(encoding="utf-8")
        assert "@font-face" not in svg
        assert "url(http" not in svg


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_picture_says_what_its_screen_says_and_its_screen_can_be_quit(
    scene: Scene, template: Path, tmp_path: Path
) -> None:
    async with played(scene, template, tmp_path / "scene") as (sandbox, pilot):
        text = text_of(sandbox)
        await pilot.press("f10")
        quit_it = sandbox.app._exit
    assert text == text_file_of(scene).read_text(encoding="utf-8"), (
        "l'écran a changé : « make screenshots », puis regardez l'image"
    )
    assert quit_it or scene.route in NEVER_QUIT
    assert english_words(text) == []


def test_the_pictures_of_the_console_are_true() -> None:
    kept = {name: (TEXTS / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}
    for screen in console_screens(kept):
        assert screen.text == kept[screen.name], screen.name
        assert (PICTURES / f"{screen.name}.svg").read_text(encoding="utf-8") == screen.svg
