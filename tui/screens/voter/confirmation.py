"""« Confirmez la création de votre compte électeur »: by the code of the mail, or by its link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from models import EspaceError, PasswordProofNeeded, SignInRefused
from tui.screens.base import actions
from tui.screens.voter.code_form import CodeForm
from tui.screens.voter.form import button_rows
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.code_field import CodeField
from tui.widgets.notice import Notice
from tui.widgets.resend_button import ResendButton
from tui.widgets.secret_field import SecretField
from tui.widgets.time_left import TimeLeft
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import VoterSession

NO_PROOF = "Saisissez le mot de passe électeur de ce compte."
WRONG_PROOF = "Ce n'est pas le mot de passe choisi à la création du compte."


class Confirmation(CodeForm):
    """Confirming an account takes the code, and the password unless this visit typed it."""

    route = "confirmation"
    step = 3

    def compose_page(self) -> ComposeResult:
        """Lay out the code, the password where it is needed, and what is left of both."""
        yield Notice(id="fate")
        yield Line(id="introduction", classes="paragraph")
        yield CodeField("Code de confirmation", id="code")
        yield SecretField("Mot de passe électeur", id="voter_password")
        yield Line(id="tries")
        yield TimeLeft(id="time_left")
        yield button_rows(
            actions(
                PrimaryButton("CONFIRMER", working="Confirmation…"),
                ResendButton("Renvoyer un mail", working="Envoi du mail…"),
            ),
            actions(
                SecondaryButton("Ouvrir ma messagerie", id="mailbox"),
                SecondaryButton("Corriger l'adresse", id="other_address"),
                SecondaryButton("Mot de passe oublié", id="forgotten"),
            ),
        )
        yield ClosedPage()

    def introduction(self) -> tuple[str | tuple[str, str], ...]:
        """Return what is to be done here."""
        if self.dead:
            return ("Demandez un nouveau code : il vous sera adressé par mail.",)
        address = (self.address, ".strong")
        proof = "" if self.proved else " Ajoutez le mot de passe électeur que vous avez créé."
        if self.visit.link is not None:
            end = proof or " Il ne reste qu'à confirmer."
            return ("Vous avez suivi le lien de confirmation de ", address, f".{end}")
        return ("Recopiez le code du mail adressé à ", address, f", ou collez son lien.{proof}")

    @property
    def proved(self) -> bool:
        """Whether the password was typed in this visit."""
        return self.visit.pending is not None and self.visit.pending.proof is not None

    def shows(self, part: Widget) -> bool:
        """Show the password only where it must be typed."""
        if part.id == "voter_password":
            return not self.proved and not self.dead
        return super().shows(part)

    def refresh_moment(self) -> None:
        """Offer what a missing password asks for."""
        super().refresh_moment()
        self.query_one("#forgotten").display = not self.proved
        for name in ("#mailbox", "#other_address"):
            self.query_one(name).display = self.visit.link is None

    def submit(self) -> None:
        """Confirm the account."""
        pending, code = self.visit.pending, self.typed_code()
        if pending is None or self.dead:
            return
        password = None if self.proved else self.field("voter_password").value
        faults = self.code_faults(code)
        if password == "":
            faults["voter_password"] = NO_PROOF
        if self.show_faults(faults):
            return
        source = self.profile.source
        self.ask(
            lambda espace: espace.confirm_account(pending, code, password=password, source=source),
            done=self.confirmed,
            refused=self.not_confirmed,
        )

    def confirmed(self, session: VoterSession) -> None:
        """Open the voter space, from the home screen on."""
        self.visit.forget("account_creation")
        self.open_space(session)

    def not_confirmed(self, error: EspaceError) -> bool:
        """Say a fault where it is; a password that is missing is asked for, the code kept."""
        if isinstance(error, PasswordProofNeeded) and self.visit.pending is not None:
            self.visit.pending = replace(self.visit.pending, proof=None)
            self.refresh_moment()
            return self.show_faults({"voter_password": error.text})
        if isinstance(error, SignInRefused) and not self.proved:
            return self.show_faults({"voter_password": WRONG_PROOF})
        return self.code_refused(error)

    @on(ActionButton.Pressed, "#other_address")
    def correct_address(self) -> None:
        """Create the account again, with another address."""
        self.espace_app.replace("account_creation")

    @on(ActionButton.Pressed, "#forgotten")
    def open_forgotten(self) -> None:
        """Open the page of the forgotten password: its code confirms the account as well."""
        self.espace_app.go("forgotten_voter_password", address=self.address)
