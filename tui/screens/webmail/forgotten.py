"""« Mot de passe oublié ? »: who gives the mailbox password back, in the election's words."""

from __future__ import annotations

from textual.app import ComposeResult

from models import PathStep
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.step_rail import Place


class WebmailForgotten(EspaceScreen):
    """A page to read; its button leads back to the fields."""

    route = "webmail_forgotten"
    in_the_middle = True

    def place(self) -> Place:
        """Return the first step."""
        return on_path(self, PathStep.MAILBOX, "doors.mailbox")

    def compose_page(self) -> ComposeResult:
        """Lay out the election's paragraphs."""
        yield heading("MOT DE PASSE OUBLIÉ ?")
        for line in self.election.forgotten_lines:
            yield paragraph(line)
        yield actions(PrimaryButton("Retour à la connexion"))

    def submit(self) -> None:
        """Go back to the fields."""
        self.espace_app.back()
