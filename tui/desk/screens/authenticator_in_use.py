"""Giving up an authenticator application, to do without or to take another one."""

from __future__ import annotations

from textual.app import ComposeResult

from models import EspaceError, StaffSession, WrongTotp
from tui.desk.screens.base import DeskScreen
from tui.desk.totp_field import TotpField
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph

HOW = (
    "Votre application est active : un de ses codes vous est demandé à chaque entrée. Pour la "
    "remplacer, ou vous en passer si l'élection le permet, renoncez-y d'abord."
)


class DeskAuthenticatorInUse(DeskScreen):
    """A code of the application, and the button that gives it up."""

    route = "desk_authenticator_in_use"

    def compose_page(self) -> ComposeResult:
        """Lay out what it is, and the field of the code."""
        yield heading("APPLICATION D'AUTHENTIFICATION")
        yield paragraph(HOW)
        yield TotpField("Les six chiffres qu'elle affiche", help="")
        yield actions(PrimaryButton("Y renoncer", working="Vérification…"))

    def submit(self) -> None:
        """Have the code compared."""
        session, source = self.station.session, self.profile.source
        code = self.field("staff_totp").value
        self.asker.ask(
            lambda espace: espace.desk.disable_authenticator(session, code, source=source),
            done=self.given_up,
            refused=self.refused,
        )

    def given_up(self, session: StaffSession) -> None:
        """Lead to another one: whoever wants none goes back from there."""
        self.forget_typed()
        self.station.staff = session
        self.espace_app.replace("desk_authenticator")

    def refused(self, error: EspaceError) -> bool:
        """Say at the field that the code is wrong."""
        if not isinstance(error, WrongTotp):
            return False
        self.field("staff_totp").show_fault(error.text)
        return True
