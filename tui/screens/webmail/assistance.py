"""« Besoin d'assistance »: whom to ask, in the election file's words."""

from __future__ import annotations

from textual.app import ComposeResult

from models import PathStep
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place


class WebmailAssistance(EspaceScreen):
    """A page to read; its button leads back to the fields."""

    route = "webmail_assistance"
    in_the_middle = True

    def place(self) -> Place:
        """Return the first step."""
        return on_path(self, PathStep.MAILBOX, "doors.mailbox")

    def compose_page(self) -> ComposeResult:
        """Lay out the lines of the election file."""
        yield heading("BESOIN D'ASSISTANCE")
        for line in self.election.election.assistance:
            yield paragraph(line)
        yield Notice(self.election.texts.line("webmail.assistance.warning"))
        yield actions(PrimaryButton("Retour à la connexion"))

    def submit(self) -> None:
        """Go back to the fields."""
        self.espace_app.back()
