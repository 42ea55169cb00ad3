"""« CRÉER MON COMPTE »: address, voter password with its rules, and the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from models import (
    AddressRefused,
    EspaceError,
    PasswordRefused,
    PathStep,
    WindowClosed,
    WindowNotOpen,
    normalise_address,
)
from tui.screens.base import actions, docked
from tui.screens.on_path import on_path
from tui.screens.voter.form import NO_ADDRESS, VoterForm, address_field
from tui.screens.voter.known_code_button import KnownCodeButton
from tui.screens.voter.window_words import creation_closed
from tui.widgets.buttons import PrimaryButton
from tui.widgets.closed_page import ClosedPage, ClosedWords
from tui.widgets.head import paragraph
from tui.widgets.new_voter_password import NewVoterPassword
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from models import PendingCode


class AccountCreation(VoterForm):
    """Creating a voter account."""

    route = "account_creation"

    def place(self) -> Place:
        """Return the second step; a closed page leads nowhere on."""
        follows = "" if self.closed_words() else self.election.texts.line("doors.follows.create")
        return on_path(self, PathStep.ACCOUNT, "doors.step.create", follows=follows)

    def compose_page(self) -> ComposeResult:
        """Lay out the leaflet's sentence, three fields and their rules."""
        yield paragraph(self.election.texts.line("account.creation.introduction"))
        yield address_field(self.election)
        yield Notice(id="other_mailbox")
        yield NewVoterPassword(self.election, lambda: self.field("address").value)
        yield docked(
            actions(
                PrimaryButton("CRÉER MON COMPTE", working="Création du compte…"),
                *(() if self.election.path.has_mailbox else (KnownCodeButton(),)),
            )
        )
        yield ClosedPage()

    def closed_words(self) -> ClosedWords | None:
        """Return what is said outside the account window."""
        waits = self.visit.code_route == "confirmation"
        return creation_closed(self.election, self.moments, pending=waits)

    def on_mount(self) -> None:
        """Propose the address of the mailbox opened in this visit."""
        if self.visit.typed(self.route, "address") is None:
            self.field("address").value = self.visit.address
        self.compare_address()

    @on(Input.Changed, "#address FieldInput")
    def address_changed(self) -> None:
        """Judge the password by the new address: it may not be easy to guess from it."""
        self.query_one(NewVoterPassword).judge()
        if not self.field("address").input.has_focus:
            self.compare_address()

    @on(Input.Blurred, "#address FieldInput")
    def compare_address(self) -> None:
        """Point out an address that is not the one of the opened mailbox."""
        mailbox, line = self.visit.mailbox, self.query_one("#other_mailbox", Notice)
        typed = self.field("address").value.strip()
        if mailbox is None or not typed or normalise_address(typed) == mailbox.address:
            line.tell()
        else:
            line.tell(
                "Le mail de confirmation n'arrivera pas dans la boîte ouverte, ",
                (mailbox.address, ".strong"),
                ".",
                tone="waiting",
            )
        self.field("address").set_class(bool(line.plain), "-tight")
        self.refresh_moment()

    def shows(self, part: Widget) -> bool:
        """Hide the word about the other address if there is none."""
        return part.id != "other_mailbox" or bool(self.query_one("#other_mailbox", Notice).plain)

    def submit(self) -> None:
        """Create the account."""
        new = self.query_one(NewVoterPassword)
        address, password, confirmation = (
            self.field("address").value,
            new.password,
            new.confirmation,
        )
        faults = {} if address.strip() else {"address": self.election.texts.line(NO_ADDRESS)}
        if self.show_faults(faults | new.faults()):
            return
        mailbox, earlier = self.visit.mailbox, self.visit.pending
        source = self.profile.source
        self.asker.ask(
            lambda espace: espace.account.create(
                address, password, confirmation, mailbox=mailbox, source=source, earlier=earlier
            ),
            done=self.created,
            refused=self.not_created,
        )

    def created(self, pending: PendingCode) -> None:
        """Say that a mail has been sent."""
        self.visit.pending, self.visit.link = pending, None
        new = self.query_one(NewVoterPassword)
        self.visit.propose(pending.address, new.password)
        self.forget_typed()
        self.espace_app.replace("mail_sent")

    def not_created(self, error: EspaceError) -> bool:
        """Say a fault where it is, and a closed window in place of the form."""
        match error:
            case AddressRefused():
                return self.show_faults({"address": error.text})
            case PasswordRefused():
                return self.show_faults(self.query_one(NewVoterPassword).faults_of(error.checks))
            case WindowNotOpen() | WindowClosed():
                self.refresh_moment()
                return self.closed
        return False
