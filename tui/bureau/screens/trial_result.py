"""What the trial election has given: the keys open, and what was counted is what was voted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.bureau.screens.base import BureauScreen
from tui.bureau.trial_words import DESTROYED, right_words
from tui.bureau.votes_words import votes_parts
from tui.screens.base import actions, docked
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import TrialResult


class BureauTrialResult(BureauScreen):
    """The end of a trial."""

    route = "bureau_trial_result"

    def __init__(self, result: TrialResult) -> None:
        """Take what was counted."""
        super().__init__()
        self._result = result

    def compose_page(self) -> ComposeResult:
        """Lay out the votes of each list."""
        scrutin = self._result.scrutin
        title = f"{scrutin.short} · {scrutin.title}"
        yield heading("L'ESSAI EST BON")
        yield Notice(right_words(self._result), tone="kept", id="outcome")
        yield Line(*votes_parts(title, scrutin.lists, self._result.votes), classes="paragraph")
        yield paragraph(DESTROYED)
        yield docked(actions(PrimaryButton("Revenir au bureau")))

    def submit(self) -> None:
        """Return to the board."""
        self.espace_app.go("bureau_overview")
