"""« Votre compte électeur est confirmé », or its password changed: what to remember."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from models import PathStep
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.widgets.buttons import PrimaryButton
from tui.widgets.centred import Centred
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place

CONFIRMED, CHANGED = "account.confirmation.done", "account.renewal.done"
"""Keys of what the person has done."""


class PasswordReminder(EspaceScreen):
    """The picture of a success, before the scrutins."""

    route = "password_reminder"
    in_the_middle = True

    def __init__(self, done: str = CONFIRMED) -> None:
        """Take the key of what the person has done."""
        super().__init__()
        self._done = done

    def place(self) -> Place:
        """Return the second step, which is done."""
        return on_path(self, PathStep.ACCOUNT, "doors.step.finished")

    def compose_page(self) -> ComposeResult:
        """Lay out one sign, the leaflet's sentence and the way on."""
        say = self.election.texts.line
        with Vertical(id="success"):
            yield Centred("✓", classes="sign")
            yield Centred(say(self._done), classes="heading")
            yield Notice((say("account.reminder.text"), ".strong"))
            yield actions(PrimaryButton("Voir mes scrutins"))

    def submit(self) -> None:
        """Show the scrutins."""
        self.espace_app.replace("scrutins")
