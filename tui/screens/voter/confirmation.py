"""« Confirmez la création de votre compte électeur »: by the code of the mail, or by its link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from models import EspaceError, PasswordProofNeeded, PathStep, SignInRefused
from tui.screens.base import actions
from tui.screens.on_path import on_path
from tui.screens.voter.access_words import may_create
from tui.screens.voter.code_entry import CodeEntry, code_field, open_space
from tui.screens.voter.form import VoterForm, button_rows, known_password
from tui.screens.voter.mail_follower import MailFollower
from tui.screens.voter.password_reminder import CONFIRMED
from tui.screens.voter.window_words import code_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Election, VoterSession
    from tui.visit.glyphs import Part

NO_PROOF = "account.confirmation.password_missing"
"""Key of what is said if no password is typed."""
WRONG_PROOF = "account.confirmation.password_refused"
"""Key of what is said of another password."""
CORRECT, CREATE_AGAIN = "Corriger l'adresse", "Créer mon compte de nouveau"


def introduction(
    election: Election, code: CodeEntry, address: str, *, creating: bool
) -> tuple[Part, ...]:
    """Return what is to be done as long as the code is good.

    Args:
        election: Whose words are said.
        code: Whether the password was typed in this visit, and the link of the mail followed.
        address: Where the mail went.
        creating: An account can still be created.
    """
    say, to = election.texts.line, (address, ".strong")
    proof = "" if code.proved else f" {say('account.confirmation.add_password')}"
    if not code.followed:
        return (f"{say('account.confirmation.code_of')} ", to, f".{proof}")
    if proof and creating:
        proof += f" {say('account.confirmation.not_mine')}"
    return (f"{say('account.confirmation.link_of')} ", to, f".{proof}")


class Confirmation(VoterForm):
    """Confirming an account takes the code, and the password unless this visit typed it."""

    route = "confirmation"
    closing = staticmethod(code_closed)
    code: CodeEntry

    def __init__(self, greeting: str = "", *, sent: bool = False) -> None:
        """Take a calm sentence on why the person is here, and whether a mail was just written."""
        super().__init__()
        self.code = CodeEntry(self)
        self.mail = MailFollower(self, sent=sent)
        self._greeting = greeting

    def place(self) -> Place:
        """Return the second step."""
        return on_path(self, PathStep.ACCOUNT, "doors.step.confirm")

    def compose_page(self) -> ComposeResult:
        """Lay out the code, the password if it is needed, and what is left of both."""
        say, greeting = self.election.texts.line, self._greeting
        yield Notice(greeting, tone="waiting", id="fate") if greeting else Notice(id="fate")
        yield Line(id="introduction", classes="paragraph")
        yield code_field(self.election)
        yield known_password(self.election, NO_PROOF)
        yield Line(id="tries")
        yield self.code.time_left()
        yield button_rows(
            actions(PrimaryButton(say("account.button.confirm"), working="Confirmation…")),
            actions(self.mail.resend_button()),
            actions(
                SecondaryButton(say("account.button.mailbox"), id="mailbox"),
                SecondaryButton(CORRECT, id="other_address"),
                SecondaryButton("Mot de passe oublié ?", id="forgotten"),
            ),
        )
        yield ClosedPage()

    def on_screen_resume(self) -> None:
        """Confirm at once if the link was followed in the visit that typed the password.

        The leaflet's « Cliquez sur le lien de confirmation » is the confirmation.
        """
        if self.code.followed and self.code.proved and not self.closed and not self.working:
            self.submit()

    def shows(self, part: Widget) -> bool:
        """Show the password only if it must be typed."""
        if part.id == "voter_password":
            return not self.code.proved and not self.code.dead
        return not self.code.hides(part.id)

    def refresh_moment(self) -> None:
        """Say what is to be done and what is left; offer what a missing password asks for."""
        proved, followed = self.code.proved, self.code.followed
        creating = may_create(self.election, self.moments.now())
        words = introduction(self.election, self.code, self.mail.address, creating=creating)
        self.code.refresh_moment(*words)
        super().refresh_moment()
        self.mail.refresh_moment()
        self.query_one("#forgotten").display = not proved
        self.query_one("#mailbox").display = self.election.path.has_mailbox and not followed
        other = self.query_one("#other_address", SecondaryButton)
        other.display = creating and not (followed and proved)
        other.relabel(CREATE_AGAIN if followed else CORRECT)

    def submit(self) -> None:
        """Confirm the account."""
        pending, code = self.visit.pending, self.code.typed
        if pending is None or self.code.dead:
            return
        password = None if self.code.proved else self.field("voter_password").value
        unproved = {"voter_password": self.election.texts.line(NO_PROOF)} if password == "" else {}
        if self.show_faults(self.code.faults() | unproved):
            return
        mailbox, source = self.visit.mailbox, self.profile.source
        self.asker.ask(
            lambda espace: espace.account.confirm(
                pending, code, password=password, mailbox=mailbox, source=source
            ),
            done=self.confirmed,
            refused=self.not_confirmed,
        )

    def confirmed(self, session: VoterSession) -> None:
        """Open the voter space, from the home screen on."""
        self.visit.settle(session.person.address)
        self.visit.forget("account_creation")
        open_space(self, session, CONFIRMED)

    def not_confirmed(self, error: EspaceError) -> bool:
        """Say a fault where it is; a password that is missing is asked for, the code kept."""
        if isinstance(error, PasswordProofNeeded) and self.visit.pending is not None:
            self.visit.pending = replace(self.visit.pending, proof=None)
            self.refresh_moment()
            return self.show_faults({"voter_password": error.text})
        if isinstance(error, SignInRefused) and not self.code.proved:
            return self.show_faults({"voter_password": self.election.texts.line(WRONG_PROOF)})
        return self.code.refused(error)

    @on(ActionButton.Pressed, "#other_address")
    def correct_address(self) -> None:
        """Create the account again, with another address."""
        self.espace_app.replace("account_creation")

    @on(ActionButton.Pressed, "#forgotten")
    def open_forgotten(self) -> None:
        """Open the page of the forgotten password: its code confirms the account as well."""
        self.espace_app.go("forgotten_voter_password", address=self.mail.address)


def code_awaited() -> Confirmation:
    """Return the screen that follows the creation of an account whose mail is read elsewhere."""
    return Confirmation(sent=True)
