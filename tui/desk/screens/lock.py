"""The terminal was left alone: the password is asked for again, and all stays beneath."""

from __future__ import annotations

from textual.app import ComposeResult

from models import EspaceError, SessionExpired, StaffSession
from tui.desk.screens.base import DeskScreen
from tui.desk.screens.sign_in import typed_again
from tui.desk.totp_field import TotpField
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.secret_field import SecretField

WHY = (
    "Personne n'a touché ce poste depuis un moment. {name}, saisissez votre mot de passe : vous "
    "retrouvez votre appel où il est. Une autre personne quitte par F10."
)


class DeskLock(DeskScreen):
    """« Poste verrouillé »; there is no way back without the password."""

    route = "desk_lock"
    leads_back = False

    def compose_page(self) -> ComposeResult:
        """Lay out the field; that of the code only for who has one."""
        session = self.station.session
        yield heading("POSTE VERROUILLÉ")
        yield paragraph(WHY.format(name=session.name))
        yield SecretField(
            "Votre mot de passe", id="staff_password", missing="Saisissez votre mot de passe."
        )
        yield TotpField("Code de votre application")
        yield actions(PrimaryButton("Reprendre", working="Vérification…"))

    def on_mount(self) -> None:
        """Ask for a code of who has one."""
        self.field("staff_totp").display = self.station.session.has_totp

    def submit(self) -> None:
        """Have the password compared."""
        name, source = self.station.session.name, self.profile.source
        password = self.field("staff_password").value
        code = self.field("staff_totp").value
        self.asker.ask(
            lambda espace: espace.desk.sign_in(name, password, code, source=source),
            done=self.unlocked,
            refused=lambda error: typed_again(self, error),
        )

    def unlocked(self, session: StaffSession) -> None:
        """Take the cover away."""
        self.forget_typed()
        self.station.staff = session
        self.station.touch()
        self.espace_app.back()

    def show_refusal(self, error: EspaceError) -> None:
        """Say why on this page: nothing beneath it may show."""
        if not isinstance(error, SessionExpired):
            self.asker.show(error)
