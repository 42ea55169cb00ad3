"""The election cannot be opened: one sentence, and a way to try again."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens.base import EspaceScreen, actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.notice import Notice


class Unavailable(EspaceScreen):
    """« Service indisponible »; Enter tries again."""

    route = "unavailable"

    def __init__(self, sentence: str) -> None:
        """Take the sentence that says why and what to do."""
        super().__init__()
        self._sentence = sentence

    def compose_page(self) -> ComposeResult:
        """Lay out the sentence and the button."""
        yield heading("SERVICE INDISPONIBLE")
        yield Notice(self._sentence, tone="missing", id="reason")
        yield actions(PrimaryButton("RÉESSAYER", working="Nouvel essai…"))

    def submit(self) -> None:
        """Try to open the election again."""
        self.query_one(PrimaryButton).start_working()
        self.espace_app.open_again()

    def tell(self, sentence: str) -> None:
        """Say why it failed again."""
        self.query_one(PrimaryButton).stop_working()
        self.query_one("#reason", Notice).tell(sentence, tone="missing")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way back: there is nothing behind that works."""
        if action == "back":
            return False
        return super().check_action(action, parameters)
