"""A password of one's own, in the place of the first one."""

from __future__ import annotations

from textual.app import ComposeResult

from models import EspaceError, PasswordTooWeak, StaffSession
from tui.desk.screens.base import DeskScreen
from tui.desk.screens.sign_in import next_route
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.secret_field import SecretField

WHY = (
    "Derrière votre mot de passe il y a les appels de tout le monde : douze caractères au minimum, "
    "difficiles à deviner. Une phrase convient bien."
)
DIFFERENT = "Les deux saisies sont différentes."


class DeskPassword(DeskScreen):
    """« Choisissez votre mot de passe »."""

    route = "desk_password"
    leads_back = False

    def compose_page(self) -> ComposeResult:
        """Lay out the field and its repetition."""
        yield heading("CHOISISSEZ VOTRE MOT DE PASSE")
        yield paragraph(WHY)
        yield SecretField(
            "Nouveau mot de passe", id="staff_new", missing="Choisissez un mot de passe."
        )
        yield SecretField(
            "Le même encore une fois", id="staff_again", missing="Saisissez-le une seconde fois."
        )
        yield actions(PrimaryButton("Garder ce mot de passe", working="Enregistrement…"))

    def submit(self) -> None:
        """Have the password taken."""
        new, again = self.field("staff_new"), self.field("staff_again")
        password, session, source = new.value, self.station.session, self.profile.source
        if password != again.value:
            again.show_fault(DIFFERENT)
            return
        self.asker.ask(
            lambda espace: espace.desk.change_password(session, password, source=source),
            done=self.changed,
            refused=self.refused,
        )

    def changed(self, session: StaffSession) -> None:
        """Go on."""
        self.forget_typed()
        self.station.staff = session
        self.espace_app.replace(next_route(session))

    def refused(self, error: EspaceError) -> bool:
        """Say at the field why it will not do."""
        if not isinstance(error, PasswordTooWeak):
            return False
        self.field("staff_again").value = ""
        self.field("staff_new").show_fault(error.text)
        return True
