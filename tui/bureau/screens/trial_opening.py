"""The members open the urn of the trial election, each with their own share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.bureau.screens.base import BureauScreen
from tui.bureau.share_entry import ShareEntry
from tui.bureau.trial_words import ABANDON, opening_words
from tui.screens.base import actions, docked
from tui.screens.choices import choice_keys, choose
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import EspaceError, Presence, Trial, TrialResult


class BureauTrialOpening(BureauScreen):
    """Members come one after another; the last of them has the urn counted."""

    route = "bureau_trial_opening"
    BINDINGS: ClassVar[list[BindingType]] = [*choice_keys("choose")]

    def __init__(self, trial: Trial) -> None:
        """Take the trial."""
        super().__init__()
        self._trial = trial
        self._leaving = False

    def compose_page(self) -> ComposeResult:
        """Lay out who has come, and what the next one types."""
        yield heading("OUVERTURE DE L'URNE D'ESSAI")
        yield Line(opening_words(self._trial), id="how", classes="paragraph")
        yield ShareEntry(self)
        yield docked(actions(PrimaryButton("Ouvrir ma part", working="Ouverture de la part…")))

    @property
    def _entry(self) -> ShareEntry:
        return self.query_one(ShareEntry)

    @property
    def holds_secrets(self) -> bool:
        """What the shares have decrypted does not stay alone."""
        return True

    def submit(self) -> None:
        """Open the share of the member, or count what all have opened."""
        self._leaving = False
        trial = self._trial
        if trial.complete:
            self._finish()
        elif self._entry.is_whole():
            typed = self._entry.typed
            self.asker.ask(
                lambda espace: espace.board.take_trial_share(
                    trial, espace.board.read_share(typed.file), typed.passphrase
                ),
                done=self.taken,
                refused=self.not_taken,
            )

    def taken(self, presence: Presence) -> None:
        """Show who has come; the last one has the urn counted."""
        self.sitting.come(presence)
        self._entry.clear()
        self.query_one("#how", Line).say(opening_words(self._trial))
        if self._trial.complete:
            self.query_one(PrimaryButton).relabel("Dépouiller", working="Dépouillement…")
            self._entry.display = False
            self._finish()
        else:
            self._entry.begin()

    def not_taken(self, error: EspaceError) -> bool:
        """Say at its field what is wrong."""
        return self._entry.show_refusal(error)

    def _finish(self) -> None:
        trial, source = self._trial, self.profile.source
        self.set_focus(self.query_one(PrimaryButton))
        self.asker.ask(
            lambda espace: espace.board.finish_trial(trial, source=source), done=self.show
        )

    def show(self, result: TrialResult) -> None:
        """Show what was counted; there is no way back to an urn that is destroyed."""
        self.espace_app.go("bureau_overview")
        self.espace_app.go("bureau_trial_result", result=result)

    def action_choose(self, number: int) -> None:
        """Choose a file by its number."""
        choose(self, number)

    def action_back(self) -> None:
        """Return to the urn; once a share was opened, abandon the trial, if asked twice."""
        if self.working:
            return
        if not self._trial.came:
            super().action_back()
        elif not self._leaving:
            self._leaving = True
            self.refusal.show(ABANDON)
        else:
            self.espace_app.go("bureau_trial")
