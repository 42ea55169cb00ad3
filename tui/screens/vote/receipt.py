"""« Votre bulletin est dans l'urne »: the receipt, and the next scrutin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from models import PathStep, show_tracker
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.screens.vote.calm import CalmReading
from tui.screens.vote.receipt_text import receipt_lines, save_receipt
from tui.screens.vote.words import scrutin_words
from tui.screens.voter.scrutin_words import can_vote, later_words, left_words
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.centred import Centred
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Receipt, ScrutinView
    from tui.visit.glyphs import Part

NUMBER = "Votre numéro de suivi :"
CHECKED = "Bulletin {how}."
BACK = "Revenir à mes scrutins"
NEXT, FOLLOWS = "Voter au scrutin suivant", "Le suivant : {short}."
LONGEST_ON_BUTTON = 12
"""Signs of a short name that has room on the button, beside the other one on 80 columns."""


class VoteReceipt(EspaceScreen):
    """The picture of a success: the tracker, and what is left."""

    route = "vote_receipt"
    in_the_middle = True
    AUTO_FOCUS = None

    def __init__(self, receipt: Receipt, *, fresh: bool = False, before: str = "") -> None:
        """Take the receipt, whether the ballot has just been taken, and what is to be known first.

        An Enter that was held, or pressed twice, does not lead on: the person sees that they have
        voted.
        """
        super().__init__()
        self._receipt, self._fresh, self._before = receipt, fresh, before
        self.reading = CalmReading()
        self._next: ScrutinView | None = None
        self._saved: Part | None = None

    def place(self) -> Place:
        """Return the third step."""
        return on_path(self, PathStep.SPACE, "vote.step.receipt")

    def compose_page(self) -> ComposeResult:
        """Lay out what is certain, the tracker, and the way on."""
        receipt, say = self._receipt, self.election.texts.line
        when = self.moments.moment(receipt.voted_at)
        with Vertical(id="success"):
            yield Centred(("✓ ", ".kept"), say("vote.receipt.heading"), classes="heading")
            if self._before:
                yield Notice((self._before, ".strong"), tone="waiting", id="before")
            yield Centred(scrutin_words(receipt.short, receipt.title))
            yield Centred(f"Vous avez voté le {when}.")
            yield Notice((NUMBER, ".muted"), "\n", (show_tracker(receipt.tracker), ".strong"))
            yield Line(self._about(), id="about", classes="paragraph")
            yield Centred(id="left")
            yield Line(id="saved")
            if assistance := self.election.election.assistance_vote:
                yield Line("\n".join(assistance), id="assistance", classes="muted")
            yield actions(
                PrimaryButton(BACK),
                SecondaryButton("Enregistrer ce reçu", id="save"),
            )

    def _about(self) -> str:
        """Return where else it is found, and who has checked the ballot."""
        checked = CHECKED.format(how=self._receipt.checked) if self._receipt.checked else ""
        key = "vote.receipt.mailed" if self._fresh else "vote.receipt.kept"
        return " ".join(said for said in (self.election.texts.line(key), checked) if said)

    def on_mount(self) -> None:
        """Have the mail sent, and ask what is left to vote in."""
        self.query_one("#save").display = self.profile.own_machine
        self.query_one("#saved").display = False
        self.set_focus(self.query_one(PrimaryButton), scroll_visible=False)
        voter = self.visit.voter
        if voter is None:
            return
        if self._fresh:
            address = voter.person.address
            self.asker.ask_quietly(
                lambda espace: espace.mailbox.dispatch_mail(address), done=lambda _: None
            )
        self.asker.ask_quietly(
            lambda espace: espace.account.list_scrutins(voter), done=self.show_next
        )

    def show_next(self, scrutins: tuple[ScrutinView, ...]) -> None:
        """Lead to the next scrutin, if there is one left."""
        left = [one for one in scrutins if can_vote(one, self.election, self.moments)]
        self._next = left[0] if left else None
        said = [left_words(scrutins, len(left)), later_words(scrutins, self.election, self.moments)]
        if self._next is not None:
            short = self._next.short
            beside = len(short) <= LONGEST_ON_BUTTON
            self.query_one(PrimaryButton).relabel(f"{NEXT} : {short}" if beside else NEXT)
            said += [] if beside else [FOLLOWS.format(short=short)]
        self.query_one("#left", Line).say((" ".join(filter(None, said)), ".strong"))

    def submit(self) -> None:
        """Open the next scrutin, or go back to them all."""
        following = self._next
        self.espace_app.go("scrutins")
        if following is not None:
            self.espace_app.go("vote_ballot", scrutin=following)

    @on(ActionButton.Pressed, "#save")
    def save(self) -> None:
        """Write the receipt into a file of the person's own machine."""
        if self._saved is None:
            text = receipt_lines(self.election, self.moments, self._receipt)
            self._saved = save_receipt(text, self._receipt)
        self.query_one("#saved", Line).say(self._saved)
        self.query_one("#saved").display = True
