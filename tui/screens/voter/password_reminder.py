"""« Retenez bien le mot de passe que vous venez de créer »: one sentence and one button."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens.base import EspaceScreen, actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.notice import Notice


class PasswordReminder(EspaceScreen):
    """What to remember, before the scrutins."""

    route = "password_reminder"
    step = 3
    step_title = "Votre compte électeur est confirmé"

    def compose_page(self) -> ComposeResult:
        """Lay out the leaflet's sentence and the way on."""
        yield Notice(
            (
                "Retenez bien le mot de passe que vous venez de créer. Ce sera celui que vous "
                "utiliserez pour voter.",
                ".strong",
            ),
            tone="kept",
        )
        yield actions(PrimaryButton("Voir mes scrutins"))

    def submit(self) -> None:
        """Show the scrutins."""
        self.espace_app.replace("scrutins")
