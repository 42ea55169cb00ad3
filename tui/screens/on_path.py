"""The place of a screen on the leaflet's path, with what the visit has done of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from tui.screens.base import EspaceScreen

FOLLOWS = {1: "votre compte électeur", 2: "vos scrutins"}
"""What comes after a step of the path."""


def on_path(
    screen: EspaceScreen, step: int, title: str, follows: str | None = None, person: str = ""
) -> Place:
    """Return a place on the path, with the steps that the visit has done.

    Args:
        screen: Whose place it is.
        step: 1 to 3: the doors of the home screen.
        title: What is done here.
        follows: What comes next; None: what the next door says.
        person: Who is signed in: « Mme Dupont · certifiée ».
    """
    if follows is None:
        follows = FOLLOWS.get(step, "")
    return Place(step, title, follows, person, screen.visit.steps_done)
