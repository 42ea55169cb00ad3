"""« Accès à l'application de vote »: identifiant de vote and voter password, once a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import DescendantBlur

from models import (
    EspaceError,
    IdentifierRefused,
    MailCodeRequired,
    OutsideWindow,
    PathStep,
    VotePasswordRefused,
    WrongIdentifier,
    parse_identifier,
)
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.screens.vote.ways import show_receipt
from tui.screens.vote.words import scrutin_words, window_words
from tui.screens.voter.form import known_password
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.identifier_field import IdentifierField
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Receipt, ScrutinView, VoteAccess

NOT_TYPED = "vote.access.password_missing"
"""Key of what is said if there is no voter password."""


class VoteAccessPage(EspaceScreen):
    """Both means of access; nothing typed here stays once they were right."""

    route = "vote_access"
    AUTO_FOCUS: ClassVar[str | None] = "IdentifierInput"

    def __init__(self, scrutin: ScrutinView) -> None:
        """Take the scrutin that was chosen."""
        super().__init__()
        self._scrutin = scrutin

    def place(self) -> Place:
        """Return the third step, with the scrutin."""
        follows = self.election.texts.line("vote.follows.access", short=self._scrutin.short)
        return on_path(self, PathStep.SPACE, "vote.step.access", follows=follows)

    def compose_page(self) -> ComposeResult:
        """Lay out the two fields and the way on."""
        yield heading(scrutin_words(self._scrutin.short, self._scrutin.title))
        say, assistance = self.election.texts.line, self.election.election.assistance_vote
        yield paragraph(say("vote.access.needed"))
        yield IdentifierField(self.election)
        yield known_password(self.election, NOT_TYPED)
        yield actions(
            PrimaryButton("Continuer", working="Vérification…"),
            SecondaryButton("Mot de passe oublié ?", id="forgotten"),
        )
        if assistance:
            yield Line("\n".join(assistance), id="assistance", classes="muted")

    @on(DescendantBlur, "IdentifierInput")
    def look_at_identifier(self) -> None:
        """Say at once that it was mistyped: nothing is counted, and nobody is asked."""
        field = self.query_one(IdentifierField)
        if not field.value.strip():
            return
        try:
            parse_identifier(field.value, self.election.texts.line("vote.identifier.copy"))
        except IdentifierRefused as refusal:
            field.say_fault(refusal.text)

    def submit(self) -> None:
        """Ask for both to be verified."""
        voter, scrutin = self.visit.voter, self._scrutin.code
        field, password = self.query_one(IdentifierField), self.field("voter_password").value
        if voter is None:
            return
        if not field.value.strip():
            field.show_fault(field.missing)
            return
        if not password:
            self.field("voter_password").show_fault(self.election.texts.line(NOT_TYPED))
            return
        typed, mailbox, source = field.value, self.visit.mailbox, self.profile.source
        self.asker.ask(
            lambda espace: espace.voting.enter(
                voter, scrutin, typed, password, mailbox=mailbox, source=source
            ),
            done=self.entered,
            refused=self.not_entered,
        )

    def entered(self, access: VoteAccess) -> None:
        """Keep what lets the person vote, and open the ballot or the receipt."""
        self.visit.enter_vote(access)
        self.forget_typed()
        if self._scrutin.voted_at is None:
            self.espace_app.replace("vote_ballot", scrutin=self._scrutin)
            return
        code = self._scrutin.code
        self.asker.ask(
            lambda espace: espace.voting.find_receipt(access, code), done=self.show_receipt
        )

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the receipt of a vote of before."""
        show_receipt(self, receipt)

    def not_entered(self, error: EspaceError) -> bool:
        """Say at its field which of the two is wrong."""
        match error:
            case IdentifierRefused() | WrongIdentifier():
                self.query_one(IdentifierField).show_fault(error.text)
                return True
            case VotePasswordRefused():
                self.field("voter_password").show_fault(error.text)
                return True
            case OutsideWindow():
                self.refusal.show(window_words(error, self.moments))
                return True
            case MailCodeRequired():
                self.set_focus(self.query_one("#forgotten"))
        return False

    @on(ActionButton.Pressed, "#forgotten")
    def open_forgotten(self) -> None:
        """Open the page of the forgotten password."""
        self.espace_app.go("forgotten_voter_password", address=self.visit.address)
