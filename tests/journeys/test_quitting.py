"""QUITTEZ works on every screen, and leaves nothing behind; no screen says a word of English."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Start
from tests.journeys.french import english_words
from tests.journeys.places import PLACES
from tests.journeys.surroundings import sandboxes_left
from tests.journeys.visitor import Visitor
from tests.tui.routes import ROUTES
from tui.bureau.screens.routes import BUREAU_ROUTES
from tui.desk.screens.routes import DESK_ROUTES
from tui.screens.routes import VISIT_ROUTES


def test_every_screen_can_be_reached() -> None:
    of_a_kiosk = {route for route in ROUTES if route.startswith("kiosk_")}
    of_others = {"room", *DESK_ROUTES, *(BUREAU_ROUTES.keys() - VISIT_ROUTES.keys())}
    assert set(PLACES) == set(ROUTES) - of_a_kiosk - of_others


def test_an_english_word_would_be_seen() -> None:
    assert english_words(" Entrez votre nom  ^q Quit · prenom.nom@press.fr") == ["Quit"]


IN_EVERY_RUN = ("home", "message", "renew_password")
"""Places from which the program itself is quit in each run; the others' turn is in `make soak`.

In one program after the other QUITTEZ is pressed on every picture: tests/screens."""


def first_places() -> list[object]:
    """Return the places as parameters, most of them for `make soak`."""
    others = [place for place in PLACES if place not in IN_EVERY_RUN]
    return [*IN_EVERY_RUN, *(pytest.param(place, marks=pytest.mark.soak) for place in others)]


@pytest.mark.parametrize("place", first_places())
def test_quitting_from_a_screen_leaves_nothing(start: Start, home: Path, place: str) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    PLACES[place](visitor)
    visitor.presses("f1")
    visitor.reads("Fermer")
    visitor.presses("escape")
    terminal.wait_gone("Fermer")
    visitor.quits()
    assert sandboxes_left(home) == []
    assert [word for screen in terminal.seen for word in english_words(screen)] == []


def test_quitting_from_the_help_leaves_nothing(start: Start, home: Path) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.presses("f1")
    visitor.reads("Fermer")
    visitor.quits()
    assert sandboxes_left(home) == []
