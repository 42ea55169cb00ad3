"""« J'ai déjà un code »: confirming an account in another visit than the one that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import (
    AddressRefused,
    EspaceError,
    PathStep,
    SignInRefused,
    WindowClosed,
    WindowNotOpen,
)
from tui.screens.base import actions
from tui.screens.on_path import on_path
from tui.screens.voter.access_words import may_create
from tui.screens.voter.code_entry import NO_CODE, code_field, open_space
from tui.screens.voter.confirmation import CREATE_AGAIN, NO_PROOF, WRONG_PROOF
from tui.screens.voter.form import (
    NO_ADDRESS,
    VoterForm,
    address_field,
    button_rows,
    known_password,
    propose_address,
)
from tui.screens.voter.known_code_words import code_fault
from tui.screens.voter.password_reminder import CONFIRMED
from tui.screens.voter.window_words import code_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.head import paragraph
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from models import VoterSession

CREATE_ANOTHER = "account.known_code.create_another"
"""Key of how to come by another code as long as accounts can be created."""
RENEW_INSTEAD = "account.known_code.renew_instead"
"""Key of how to come by one afterwards."""


class KnownCode(VoterForm):
    """Address, code and password at once: the mail was read somewhere else, or later.

    What is answered is the same for an address that belongs to nobody.
    """

    route = "known_code"
    closing = staticmethod(code_closed)

    def __init__(self, address: str = "") -> None:
        """Take the address that was typed on the screen before."""
        super().__init__()
        self._address = address

    def place(self) -> Place:
        """Return the step of the account."""
        return on_path(self, PathStep.ACCOUNT, "doors.step.confirm")

    def compose_page(self) -> ComposeResult:
        """Lay out the three fields, and what to do without a code or a password."""
        say = self.election.texts.line
        yield paragraph(say("account.known_code.introduction"))
        yield address_field(self.election)
        yield code_field(self.election)
        yield known_password(self.election, NO_PROOF)
        yield button_rows(
            actions(
                PrimaryButton(say("account.button.confirm"), working="Confirmation…"),
                SecondaryButton(CREATE_AGAIN, id="create"),
            ),
            actions(SecondaryButton("Mot de passe oublié ?", id="forgotten")),
        )
        yield ClosedPage()

    def on_mount(self) -> None:
        """Propose the address typed before, or the one that the visit knows."""
        propose_address(self, self._address)

    @property
    def _creating(self) -> bool:
        """Whether an account can still be created."""
        return may_create(self.election, self.moments.now())

    def refresh_moment(self) -> None:
        """Offer to create the account again as long as that is possible."""
        super().refresh_moment()
        self.query_one("#create").display = self._creating

    def submit(self) -> None:
        """Confirm the account."""
        address, code, password = (
            self.field(name).value for name in ("address", "code", "voter_password")
        )
        say = self.election.texts.line
        missing = {
            "address": "" if address.strip() else say(NO_ADDRESS),
            "code": "" if code.strip() else NO_CODE,
            "voter_password": "" if password else say(NO_PROOF),
        }
        if self.show_faults({name: words for name, words in missing.items() if words}):
            return
        source = self.profile.source
        self.asker.ask(
            lambda espace: espace.account.confirm_by_address(
                address, code, password, source=source
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
        """Say a fault where it is."""
        say = self.election.texts.line
        another = say(CREATE_ANOTHER if self._creating else RENEW_INSTEAD)
        if (fault := code_fault(error, self.field("code").value, another)) is not None:
            return self.show_faults({"code": fault})
        match error:
            case AddressRefused():
                return self.show_faults({"address": error.text})
            case SignInRefused():
                return self.show_faults({"voter_password": say(WRONG_PROOF)})
            case WindowNotOpen() | WindowClosed():
                self.refresh_moment()
                return self.closed
        return False

    @on(ActionButton.Pressed, "#create")
    def open_creation(self) -> None:
        """Create the account again: another mail brings another code."""
        self.espace_app.replace("account_creation")

    @on(ActionButton.Pressed, "#forgotten")
    def open_forgotten(self) -> None:
        """Open the page of the forgotten password: its code confirms the account as well."""
        self.espace_app.go("forgotten_voter_password", address=self.field("address").value)
