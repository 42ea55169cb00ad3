"""« Vous allez voter pour … »: the last page before the vote, which nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from models import (
    AlreadyVoted,
    DatabaseBusy,
    DatabaseUnavailable,
    DiskFull,
    EspaceError,
    OutsideWindow,
    PathStep,
)
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.screens.vote.calm import CalmReading
from tui.screens.vote.ways import show_receipt
from tui.screens.vote.words import NOT_DEPOSITED, window_words
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.centred import Centred
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Receipt
    from tui.screens.vote.presented import Choices

READ_FIRST = "Lisez, puis appuyez sur Entrée pour voter."
UNKNOWN = (
    "Le service n'a pas répondu : votre vote est peut-être déjà enregistré. Appuyez de nouveau sur "
    "Entrée ; il ne sera jamais compté deux fois."
)
VOTE_FOR, VOTE_BLANK = "VOUS ALLEZ VOTER POUR", "VOUS ALLEZ VOTER"


class VoteConfirmation(EspaceScreen):
    """The choice in large, VOTER and Corriger; the choice goes with the page."""

    route = "vote_confirmation"
    in_the_middle = True

    def __init__(self, choices: Choices, choice: int) -> None:
        """Take the ballot and what was chosen."""
        super().__init__()
        self._choices, self._choice = choices, choice
        self.reading = self._calm = CalmReading(self.advise)

    def place(self) -> Place:
        """Return the third step."""
        follows = self.election.texts.line("vote.follows.confirm")
        return on_path(self, PathStep.SPACE, "vote.step.confirm", follows=follows)

    def compose_page(self) -> ComposeResult:
        """Lay out the choice, that it is final, and the two ways to go."""
        with Vertical(id="success"):
            yield Centred((self._choices.title, ".muted"))
            yield Centred(VOTE_FOR if self._choice else VOTE_BLANK, classes="heading")
            yield Notice((self._choices.name(self._choice), ".strong"))
            yield Line((self.election.texts.line("vote.confirmation.final"), ".strong"), id="final")
            yield Line((READ_FIRST, ".waiting"), id="calm")
            yield actions(
                PrimaryButton("VOTER", working="Dépôt de votre bulletin…"),
                SecondaryButton("Corriger", key="Échap", id="correct"),
            )

    def on_mount(self) -> None:
        """Begin without advice."""
        self.query_one("#calm").display = False

    def advise(self) -> None:
        """Say to whoever was too fast that the page is to be read first."""
        self.query_one("#calm").display = True

    def submit(self) -> None:
        """Vote."""
        if not self._calm.is_meant_now():
            return
        access, ballot, choice = self.visit.vote, self._choices.ballot, self._choice
        source = self.profile.source
        if access is None:
            self.espace_app.back()
            return
        self.asker.ask(
            lambda espace: espace.voting.cast(access, ballot, choice, source=source),
            done=self.voted,
            refused=self.not_voted,
        )

    def voted(self, receipt: Receipt) -> None:
        """Show the receipt; the pages of the choice are left."""
        show_receipt(self, receipt, fresh=True)

    def voted_before(self, receipt: Receipt) -> None:
        """Say that another ballot counts than the one that was chosen here."""
        show_receipt(self, receipt, before=NOT_DEPOSITED)

    def not_voted(self, error: EspaceError) -> bool:
        """Show the receipt of a vote that was taken already, or say what is not known."""
        access, code = self.visit.vote, self._choices.scrutin.code
        match error:
            case AlreadyVoted() if access is not None:
                own = self._choices.offered == self._choice
                self.asker.ask(
                    lambda espace: espace.voting.find_receipt(access, code),
                    done=self.voted if own else self.voted_before,
                )
                return True
            case OutsideWindow():
                self.refusal.show(window_words(error, self.moments))
                return True
            case DatabaseUnavailable() | DatabaseBusy() | DiskFull():
                self._choices.offered = self._choice
                self.refusal.show(UNKNOWN, reference=error.reference)
                return True
        return False

    @on(ActionButton.Pressed, "#correct")
    def correct(self) -> None:
        """Go back to the lists."""
        self.action_back()
