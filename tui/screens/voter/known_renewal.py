"""Another voter password in another visit than the one that asked for its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from models import AddressRefused, EspaceError, PasswordRefused, WindowClosed, WindowNotOpen
from tui.screens.base import actions, docked
from tui.screens.voter.code_entry import NO_CODE, code_field, open_space
from tui.screens.voter.form import NO_ADDRESS, VoterForm, address_field, propose_address
from tui.screens.voter.known_code_words import code_fault
from tui.screens.voter.password_reminder import CHANGED
from tui.screens.voter.window_words import password_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.head import heading, paragraph
from tui.widgets.new_voter_password import NewVoterPassword

if TYPE_CHECKING:
    from models import VoterSession


class KnownRenewal(VoterForm):
    """Address, code and new password at once: the mail was read somewhere else, or later.

    What is answered is the same for an address that belongs to nobody.
    """

    route = "known_renewal"
    closing = staticmethod(password_closed)

    def __init__(self, address: str = "") -> None:
        """Take the address that was typed on the screen before."""
        super().__init__()
        self._address = address

    def compose_page(self) -> ComposeResult:
        """Lay out the address and the code above the new password and its rules."""
        say = self.election.texts.line
        yield heading(say("account.renewal.create_heading"))
        yield paragraph(say("account.known_renewal.introduction"))
        yield address_field(self.election)
        yield code_field(self.election)
        yield NewVoterPassword(self.election, lambda: self.field("address").value)
        yield docked(
            actions(
                PrimaryButton("Changer mon mot de passe", working="Changement…"),
                SecondaryButton("Recevoir un autre code", id="another"),
            )
        )
        yield ClosedPage()

    def on_mount(self) -> None:
        """Propose the address typed before, or the one that the visit knows."""
        propose_address(self, self._address)

    @on(Input.Changed, "#address FieldInput")
    def address_changed(self) -> None:
        """Judge the password by the new address: it may not be easy to guess from it."""
        self.query_one(NewVoterPassword).judge()

    def submit(self) -> None:
        """Change the password."""
        address, code = self.field("address").value, self.field("code").value
        new = self.query_one(NewVoterPassword)
        password, confirmation = new.password, new.confirmation
        missing = {
            "address": "" if address.strip() else self.election.texts.line(NO_ADDRESS),
            "code": "" if code.strip() else NO_CODE,
        }
        if self.show_faults({name: said for name, said in missing.items() if said} | new.faults()):
            return
        source = self.profile.source
        self.asker.ask(
            lambda espace: espace.account.renew_by_address(
                address, code, password, confirmation, source=source
            ),
            done=self.renewed,
            refused=self.not_renewed,
        )

    def renewed(self, session: VoterSession) -> None:
        """Open the voter space, from the home screen on."""
        new = self.query_one(NewVoterPassword)
        self.visit.choose(session.person.address, "account_access", new.password)
        open_space(self, session, CHANGED)

    def not_renewed(self, error: EspaceError) -> bool:
        """Say a fault where it is."""
        another = self.election.texts.line("account.known_renewal.another")
        if (fault := code_fault(error, self.field("code").value, another)) is not None:
            return self.show_faults({"code": fault})
        match error:
            case AddressRefused():
                return self.show_faults({"address": error.text})
            case PasswordRefused():
                return self.show_faults(self.query_one(NewVoterPassword).faults_of(error.checks))
            case WindowNotOpen() | WindowClosed():
                self.refresh_moment()
                return self.closed
        return False

    @on(ActionButton.Pressed, "#another")
    def ask_another(self) -> None:
        """Open the page that sends a code."""
        address = self.field("address").value
        self.espace_app.replace("forgotten_voter_password", address=address)
