"""Who of the board is there, on each page on which the board does something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.bureau.presence_words import sitting_words
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.bureau.sitting import Sitting


class PresentLine(Line):
    """« Membres présents : Mme Claire VIDAL (présidence). »."""

    def __init__(self) -> None:
        """Say nothing before the page stands."""
        super().__init__(classes="muted")

    def show(self, sitting: Sitting) -> None:
        """Say who is there now."""
        self.say((sitting_words(sitting), ".muted"))
