"""The place of a screen on the leaflet's path, with what the visit has done of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from tui.screens.base import EspaceScreen

FOLLOWS = {1: "doors.follows.mailbox", 2: "doors.follows.account"}
"""Keys of what comes after a step of the path."""
NAMES = ("doors.rail.mailbox", "doors.rail.account", "doors.rail.space")
"""Keys of what the steps are called in a word."""


def on_path(
    screen: EspaceScreen, step: int, title: str, follows: str | None = None, person: str = ""
) -> Place:
    """Return a place on the path, with the steps that the visit has done.

    Args:
        screen: Whose place it is.
        step: 1 to 3: the doors of the home screen.
        title: Key of what is done here, among the texts of the election.
        follows: What comes next; None: what the next door says.
        person: Who is signed in: « Mme Dupont · certifiée ».
    """
    say = screen.election.texts.line
    if follows is None:
        follows = say(FOLLOWS[step]) if step in FOLLOWS else ""
    names = tuple(say(name) for name in NAMES)
    return Place(step, say(title), follows, person, screen.visit.steps_done, names)
