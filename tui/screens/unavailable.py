"""The election cannot be opened: one sentence, and a way to try again."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.screens.base import EspaceScreen, actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.notice import Notice


async def show_outcome(app: App[None], sentence: str) -> None:
    """Show why the election cannot be opened, or take that away once it is open.

    Args:
        app: The application.
        sentence: Why, or an empty text.
    """
    open_ones = [each for each in app.screen_stack if isinstance(each, ElectionUnavailable)]
    if sentence and open_ones:
        open_ones[-1].tell(sentence)
    elif sentence:
        await app.push_screen(ElectionUnavailable(sentence))
    elif open_ones:
        while open_ones[-1] in app.screen_stack:
            app.pop_screen()


class ElectionUnavailable(EspaceScreen):
    """« Service indisponible »; Enter tries again."""

    route = "unavailable"
    in_the_middle = True
    leads_back = False

    def __init__(self, sentence: str) -> None:
        """Take the sentence that says why and what to do."""
        super().__init__()
        self._sentence = sentence

    def compose_page(self) -> ComposeResult:
        """Lay out the sentence and the button."""
        yield heading("SERVICE INDISPONIBLE")
        yield Notice(self._sentence, tone="missing", id="reason")
        yield actions(PrimaryButton("Réessayer", working="Nouvel essai…"))

    def submit(self) -> None:
        """Try to open the election again."""
        self.query_one(PrimaryButton).start_working()
        self.espace_app.open_again()

    def tell(self, sentence: str) -> None:
        """Say why it failed again."""
        self.query_one(PrimaryButton).stop_working()
        self.query_one("#reason", Notice).tell(sentence, tone="missing")
