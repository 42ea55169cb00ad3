"""Signing in to the helpdesk: a name, a password, and a code for those who have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import EspaceError, SessionExpired, SignInRefused, StaffSession, TotpNeeded, WrongTotp
from tui.desk.screens.base import DeskScreen
from tui.desk.totp_field import TotpField
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from tui.visit.routes import Route


class DeskSignIn(DeskScreen):
    """« Assistance »."""

    route = "desk_sign_in"

    def compose_page(self) -> ComposeResult:
        """Lay out the fields; that of the code comes once it is asked for."""
        yield heading("ASSISTANCE")
        yield LabelledField("Votre nom", id="staff_name", missing="Saisissez votre nom.")
        yield SecretField(
            "Votre mot de passe", id="staff_password", missing="Saisissez votre mot de passe."
        )
        yield TotpField("Code de votre application")
        yield actions(PrimaryButton("Entrer", working="Vérification…"))

    def on_mount(self) -> None:
        """Ask for no code yet."""
        self.field("staff_totp").display = False

    def on_screen_resume(self) -> None:
        """Begin with the name: somebody else may come."""
        self.field("staff_name").input.focus()

    def submit(self) -> None:
        """Have the password compared."""
        name, password = self.field("staff_name").value, self.field("staff_password").value
        code, source = self.field("staff_totp").value, self.profile.source
        self.asker.ask(
            lambda espace: espace.desk.sign_in(name, password, code, source=source),
            done=self.signed_in,
            refused=self.not_signed_in,
        )

    def signed_in(self, session: StaffSession) -> None:
        """Go where the agent begins: what is still missing of their account comes first."""
        self.station.staff = session
        self.station.touch()
        self.empty()
        self.refusal.clear()
        self.espace_app.go(next_route(session))

    def not_signed_in(self, error: EspaceError) -> bool:
        """Ask for the code, or have what was wrong typed again."""
        code = self.field("staff_totp")
        if isinstance(error, TotpNeeded):
            code.display = True
            code.input.focus()
            return True
        return typed_again(self, error)

    def empty(self) -> None:
        """Leave nothing in the fields."""
        for name in ("staff_name", "staff_password", "staff_totp"):
            self.field(name).value = ""
        self.field("staff_totp").display = False
        self.forget_typed()

    def show_refusal(self, error: EspaceError) -> None:
        """Say why; nobody has signed in yet."""
        if not isinstance(error, SessionExpired):
            self.asker.show(error)


def typed_again(screen: DeskScreen, error: EspaceError) -> bool:
    """Say at the field that was wrong that it is typed again; return whether it was one of them."""
    wrong_code = isinstance(error, WrongTotp | TotpNeeded)
    if not (wrong_code or isinstance(error, SignInRefused)):
        return False
    field = screen.field("staff_totp" if wrong_code else "staff_password")
    field.display = True
    field.show_fault(error.text)
    return True


def next_route(session: StaffSession) -> Route:
    """Return the screen that follows a sign-in."""
    if session.must_change:
        return "desk_password"
    return "desk_authenticator" if session.must_enrol else "desk_search"
