"""« Accès à votre espace électeur »: address and voter password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from models import (
    AddressRefused,
    AwaitingConfirmation,
    EspaceError,
    MailCodeRequired,
    PathStep,
    SignInRefused,
)
from tui.screens.base import actions
from tui.screens.on_path import on_path
from tui.screens.voter.access_words import introduction, may_create, wrong_words
from tui.screens.voter.form import (
    NO_ADDRESS,
    NO_PASSWORD,
    VoterForm,
    address_field,
    button_rows,
    known_password,
)
from tui.screens.voter.known_code_button import KnownCodeButton
from tui.screens.voter.window_words import access_closed, without_account
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.notice import told
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import VoterSession


class AccountAccess(VoterForm):
    """Signing in to the voter space."""

    route = "account_access"
    closing = staticmethod(access_closed)

    def __init__(self, sentence: str = "") -> None:
        """Take why the person has to sign in again, if that is so."""
        super().__init__()
        self._sentence = sentence
        self._slipped = False

    def place(self) -> Place:
        """Return the third step."""
        follows = "" if self.closed_words() else self.election.texts.line("doors.follows.account")
        return on_path(self, PathStep.SPACE, "doors.space", follows=follows)

    def compose_page(self) -> ComposeResult:
        """Lay out the leaflet's sentence, two fields and three ways to go."""
        yield Line(id="introduction", classes="paragraph")
        yield address_field(self.election)
        yield known_password(self.election)
        ways = actions(
            PrimaryButton("ACCÉDER", working="Vérification…"),
            SecondaryButton("Créer mon compte", id="create"),
            SecondaryButton("Mot de passe oublié ?", id="forgotten"),
        )
        has_mailbox = self.election.path.has_mailbox
        yield ways if has_mailbox else button_rows(ways, actions(KnownCodeButton()))
        yield Line(id="without", classes="muted")
        yield ClosedPage()

    def on_mount(self) -> None:
        """Propose the address that the visit knows."""
        if self.visit.typed(self.route, "address") is None:
            self.field("address").value = self.visit.address
        if self._sentence:
            self.refusal.show(self._sentence)

    def shows(self, part: Widget) -> bool:
        """Tell a person without an account what to do once none can be created."""
        return part.id != "without" or not may_create(self.election, self.moments.now())

    def refresh_moment(self) -> None:
        """Propose to create an account, or to confirm it, as long as that is possible."""
        super().refresh_moment()
        election, now = self.election, self.moments.now()
        self.query_one("#introduction", Line).say(introduction(election, now))
        self.query_one("#create").display = may_create(election, now)
        self.query("#known_code").set(display=not election.calendar.confirmations.is_over(now))
        self.query_one("#without", Line).say("\n".join(without_account(election, self.moments)))

    def submit(self) -> None:
        """Sign in."""
        address, password = self.field("address").value, self.field("voter_password").value
        say = self.election.texts.line
        missing = {"address": say(NO_ADDRESS), "voter_password": say(NO_PASSWORD)}
        typed = {"address": address.strip(), "voter_password": password}
        if self.show_faults({name: missing[name] for name in missing if not typed[name]}):
            return
        mailbox, source = self.visit.mailbox, self.profile.source
        self.asker.ask(
            lambda espace: espace.account.sign_in(
                address, password, mailbox=mailbox, source=source
            ),
            done=self.signed_in,
            refused=self.not_signed_in,
        )

    def signed_in(self, session: VoterSession) -> None:
        """Keep the session and show the scrutins."""
        pending = self.visit.pending
        if pending is not None and pending.address == session.person.address:
            self.visit.pending = self.visit.link = None
        self.visit.voter = session
        self.forget_typed()
        self.espace_app.replace("scrutins")

    def not_signed_in(self, error: EspaceError) -> bool:
        """Lead to what the error asks for; what is typed stays, to be looked at and corrected."""
        match error:
            case AwaitingConfirmation():
                self.visit.pending, self.visit.link = error.pending, None
                self.forget_typed()
                self.espace_app.replace("confirmation", greeting=error.text)
                return True
            case AddressRefused():
                return self.show_faults({"address": error.text})
            case MailCodeRequired():
                self.set_focus(self.query_one("#forgotten"))
            case SignInRefused():
                reference = error.reference if self._slipped else ""
                self._slipped = True
                words = wrong_words(self.election, self.moments.now())
                return self.show_faults({"voter_password": told(words, reference)})
        return False

    @on(ActionButton.Pressed, "#create")
    def open_creation(self) -> None:
        """Open the creation of an account."""
        self.espace_app.go("account_creation")

    @on(ActionButton.Pressed, "#forgotten")
    def open_forgotten(self) -> None:
        """Open the page of the forgotten password, with the address typed here."""
        self.espace_app.go("forgotten_voter_password", address=self.field("address").value)
