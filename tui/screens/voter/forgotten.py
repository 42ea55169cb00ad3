"""« Mot de passe électeur oublié »: a code to the professional mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import AddressRefused, EspaceError, WindowClosed, WindowNotOpen
from tui.screens.base import actions
from tui.screens.voter.form import NO_ADDRESS, VoterForm, address_field, propose_address
from tui.screens.voter.known_code_button import HAVE_CODE, KnownCodeButton
from tui.screens.voter.window_words import password_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.head import heading, paragraph

if TYPE_CHECKING:
    from models import PendingCode


class ForgottenVoterPassword(VoterForm):
    """Asking for a code by mail."""

    route = "forgotten_voter_password"
    closing = staticmethod(password_closed)

    def __init__(self, address: str = "") -> None:
        """Take the address that was typed on the screen before."""
        super().__init__()
        self._address = address

    def compose_page(self) -> ComposeResult:
        """Lay out what will happen, the address, and the button."""
        yield heading(self.election.texts.line("account.renewal.heading"))
        yield paragraph(self.election.texts.line("account.renewal.introduction"))
        yield address_field(self.election)
        yield actions(
            PrimaryButton("Recevoir un code", working="Envoi du mail…"),
            SecondaryButton(HAVE_CODE, id="have_code")
            if self.election.path.has_mailbox
            else KnownCodeButton("renew_password", "known_renewal"),
        )
        yield ClosedPage()

    def refresh_moment(self) -> None:
        """Offer to type a code that this visit has asked for already.

        One that is read in another program may be of an earlier visit: that is always offered.
        """
        super().refresh_moment()
        self.query("#have_code").set(display=self.visit.code_route == "renew_password")

    def on_mount(self) -> None:
        """Propose the address typed before, or the one that the visit knows."""
        propose_address(self, self._address)

    def submit(self) -> None:
        """Ask for a code."""
        address, source = self.field("address").value, self.profile.source
        mailbox = self.visit.mailbox
        if not address.strip():
            self.show_faults({"address": self.election.texts.line(NO_ADDRESS)})
            return
        self.asker.ask(
            lambda espace: espace.account.ask_password_code(
                address, mailbox=mailbox, source=source
            ),
            done=self.sent,
            refused=self.not_sent,
        )

    def sent(self, pending: PendingCode) -> None:
        """Say that a mail has been sent."""
        self.visit.pending, self.visit.link = pending, None
        self.forget_typed()
        self.espace_app.replace("password_mail_sent")

    def not_sent(self, error: EspaceError) -> bool:
        """Say a fault where it is, and a closed window in place of the form."""
        if isinstance(error, AddressRefused):
            return self.show_faults({"address": error.text})
        if isinstance(error, WindowNotOpen | WindowClosed):
            self.refresh_moment()
            return self.closed
        return False

    @on(ActionButton.Pressed, "#have_code")
    def open_renewal(self) -> None:
        """Open the screen that takes the code."""
        self.espace_app.go("renew_password")
