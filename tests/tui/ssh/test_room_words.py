"""What a trainer reads of a room: nothing is cut off, and no cell runs into the next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import toulouse_election
from tests.models.clocks import MORNING, HandClock, paris
from tui.demo.screens.routes import DEMO_ROUTES
from tui.screens.routes import VISIT_ROUTES
from tui.ssh.room_messages import Here, Seen
from tui.ssh.screens.room_words import COLUMNS, cells_of, columns_in, count_words
from tui.visit.moments import Moments
from tui.visit.screen_names import SCREENS


def seen(screen: str, *, number: int = 999, step: int = 2, viewers: int = 120) -> Seen:
    here = Here(screen, step, 500, 200, paris("2014-09-22 10:30"))
    begun = MORNING - timedelta(minutes=599)
    return Seen(
        number, begun, "xterm-256color", "::1", here, "BCDFG", "WXZVT", viewers, trains=False
    )


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_every_cell_but_the_last_has_room_and_a_gap(screen: str) -> None:
    moments = Moments(toulouse_election().calendar, HandClock(MORNING))
    cells = cells_of(seen(screen), MORNING, moments, own="BCDFG")
    for cell, (_, width) in zip(cells[:-1], COLUMNS, strict=False):
        assert len(cell) < width, cell


def test_every_screen_of_a_visit_has_a_name() -> None:
    assert {*VISIT_ROUTES, *DEMO_ROUTES} - {"still_there"} <= set(SCREENS)


def test_a_narrow_terminal_has_fewer_columns_and_whole_ones() -> None:
    assert sum(width for _, width in columns_in(80)) <= 74
    assert sum(width for _, width in columns_in(60)) <= 54
    assert columns_in(60) == COLUMNS[: len(columns_in(60))]


def test_the_steps_are_counted() -> None:
    room = [seen("inbox", step=1), seen("inbox", step=1), seen("scrutins", step=3)]
    assert count_words(room, group=False) == "3 sessions ; étape 1 : 2, étape 3 : 1."
    assert count_words([seen("home", step=0)], group=True) == "1 session dans votre groupe."
    assert count_words([], group=True) == "Personne dans votre groupe."
