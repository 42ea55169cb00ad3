"""Who of the board is there, on each page on which the board does something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.bureau.presence_words import sitting_words
from tui.widgets.buttons import PrimaryButton
from tui.widgets.notice import Refusal
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.bureau.sitting import Sitting


class PresentLine(Line):
    """« Membres présents : Mme Claire VIDAL (présidence). »."""

    def __init__(self) -> None:
        """Say nothing before the page stands."""
        super().__init__(classes="muted")
        self._there: int | None = None

    def show(self, sitting: Sitting) -> None:
        """Say who is there now; if more came, what was refused for want of them is no more so."""
        self.say((sitting_words(sitting), ".muted"))
        before, self._there = self._there, len(sitting.present)
        if before is not None and before < self._there:
            for refusal in self.screen.query(Refusal):
                refusal.clear()
            for button in self.screen.query(PrimaryButton):
                self.screen.set_focus(button, scroll_visible=False)
