"""« Vérifier mon bulletin »: whoever has a tracker sees that its ballot is in the urn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from models import EspaceError, TrackerRefused, TrackerUnknown, show_tracker
from tui.screens.base import EspaceScreen, actions
from tui.screens.vote.words import scrutin_words
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from models import FoundBallot

MISSING = "Saisissez le numéro de suivi de votre reçu."
EXAMPLE = "Les douze premiers caractères suffisent ; les majuscules comptent."

THERE = "Ce bulletin est dans l'urne."
CLOSED = "L'urne est close."
COUNTED = "Votre bulletin est dans l'urne qui a été comptée."


class BallotCheck(EspaceScreen):
    """One field, and what the urn says."""

    route = "ballot_check"

    def __init__(self, tracker: str = "") -> None:
        """Take a number that is looked for at once; empty: it is typed."""
        super().__init__()
        self._tracker = tracker

    def compose_page(self) -> ComposeResult:
        """Lay out the field and room for the answer."""
        yield heading("VÉRIFIER MON BULLETIN")
        yield paragraph(self.election.texts.line("vote.check.introduction"))
        yield LabelledField("Numéro de suivi", id="tracker", help=EXAMPLE, missing=MISSING)
        yield actions(PrimaryButton("Vérifier", working="Recherche dans l'urne…"))
        yield Notice(id="found")

    def on_mount(self) -> None:
        """Begin without an answer, but to the number that was given."""
        self.query_one("#found").display = False
        if self._tracker:
            with self.prevent(Input.Changed):
                self.field("tracker").value = show_tracker(self._tracker)
            self.submit()

    @on(Input.Changed)
    def forget_found(self) -> None:
        """Take away the answer about another number."""
        self.query_one("#found").display = False

    def submit(self) -> None:
        """Look the ballot up."""
        typed = self.field("tracker").value
        if not typed.strip():
            self.field("tracker").show_fault(MISSING)
            return
        self.query_one("#found").display = False
        self.asker.ask(
            lambda espace: espace.voting.look_up(typed),
            done=self.show_found,
            refused=self.not_found,
        )

    def show_found(self, ballot: FoundBallot) -> None:
        """Say in which urn it is, with its whole tracker to compare."""
        found = self.query_one("#found", Notice)
        is_there = COUNTED if ballot.counted else THERE
        urn = f" {CLOSED}" if ballot.closed and not ballot.counted else ""
        found.tell(
            (is_there, ".strong"),
            f"{urn}\nScrutin : {scrutin_words(ballot.short, ballot.title)}\n",
            (show_tracker(ballot.tracker), ".strong"),
            tone="kept",
        )
        found.display = True

    def not_found(self, error: EspaceError) -> bool:
        """Say at the field what is wrong with the number."""
        if isinstance(error, TrackerRefused | TrackerUnknown):
            self.field("tracker").show_fault(error.text)
            return True
        return False
