"""« Code du personnel »: the one way out of a kiosk."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from models import EspaceError, MustWait, StaffCodeRefused
from tui.screens.base import EspaceScreen, actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading, paragraph
from tui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from models import Espace
    from tui.kiosk.app import KioskApp

INTRODUCTION = (
    "Cette page est réservée au personnel de l'établissement. Pour revenir à l'accueil, "
    "appuyez sur Échap."
)
NOT_TYPED = "Saisissez le code du personnel."


class StaffPage(EspaceScreen):
    """A code, and the end of the kiosk; goes away by itself where nobody types."""

    route = "kiosk_staff"

    def compose_page(self) -> ComposeResult:
        """Lay out the field and the button."""
        yield heading("ARRÊT DE LA BORNE")
        yield paragraph(INTRODUCTION)
        yield SecretField("Code du personnel", id="staff_code")
        yield actions(PrimaryButton("QUITTER LA BORNE", working="Vérification…"))

    @property
    def kiosk_app(self) -> KioskApp:
        """The application, by its own type."""
        return cast("KioskApp", self.app)

    async def house(self) -> Espace:
        """Return the house, unopened where it cannot be: the staff leaves all the same."""
        return self.kiosk_app.house_for_staff()

    def submit(self) -> None:
        """Have the code compared."""
        code, source = self.field("staff_code").value, self.profile.source
        if not code.strip():
            self.field("staff_code").show_fault(NOT_TYPED)
            return
        self.ask(
            lambda espace: espace.check_staff_code(code, source=source),
            done=self.leave_the_kiosk,
            refused=self.refused,
        )

    def leave_the_kiosk(self, _: None) -> None:
        """Tell the host, and end."""
        self.wipe()
        self.kiosk_app.leave_to_staff()

    def refused(self, error: EspaceError) -> bool:
        """Take a code that was not let pass out of the field.

        It is typed anew, never corrected in the dark, nor added to after a wait.
        """
        if isinstance(error, StaffCodeRefused | MustWait):
            self.wipe()
        return False

    def wipe(self) -> None:
        """Leave nothing in the field."""
        for field in self.query(LabelledField):
            field.value = ""
        self.forget_typed()

    def action_back(self) -> None:
        """Go back to standby, the field empty."""
        if not self.working:
            self.wipe()
            super().action_back()
