"""The place of a screen on the leaflet's path, with what the visit has done of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import PathStep
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from tui.screens.base import EspaceScreen

FOLLOWS = {PathStep.MAILBOX: "doors.follows.mailbox", PathStep.ACCOUNT: "doors.follows.account"}
"""Keys of what comes after a step of the path."""
NAMES = {
    PathStep.MAILBOX: "doors.rail.mailbox",
    PathStep.ACCOUNT: "doors.rail.account",
    PathStep.SPACE: "doors.rail.space",
}
"""Keys of what the steps are called in a word."""


def on_path(
    screen: EspaceScreen, step: PathStep, title: str, follows: str | None = None, person: str = ""
) -> Place:
    """Return a place on the path, with the steps that the visit has done.

    Args:
        screen: Whose place it is.
        step: Which door of the home screen leads there.
        title: Key of what is done here, among the texts of the election.
        follows: What comes next; None: what the next door says.
        person: Who is signed in: « Mme Dupont · certifiée ».
    """
    say = screen.election.texts.line
    if follows is None:
        follows = say(FOLLOWS[step]) if step in FOLLOWS else ""
    path = screen.election.path
    return Place(
        path.number_of(step),
        say(title),
        follows,
        person,
        done=frozenset(map(path.number_of, screen.visit.steps_done & {*path.steps})),
        names=tuple(say(NAMES[one]) for one in path.steps),
        total=len(path.steps),
    )
