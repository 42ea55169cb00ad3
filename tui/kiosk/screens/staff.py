"""« Code du personnel »: the one way out of a kiosk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import EspaceError, MustWait, WrongStaffCode
from tui.screens.asking import Asker
from tui.screens.base import EspaceScreen, actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading, paragraph
from tui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from models import Espace

NOT_TYPED = "Saisissez le code du personnel."


class StaffPage(EspaceScreen):
    """A code, and the end of the kiosk; closes by itself if no one types."""

    route = "kiosk_staff"

    def __init__(self, espace: Callable[[], Espace], leave: Callable[[], None]) -> None:
        """Take what compares the code, and what ends the kiosk.

        Args:
            espace: Returns an election that compares it, whether it is open or not:
                the staff can leave a kiosk whose database is unavailable.
            leave: Reports it to the host, and ends.
        """
        super().__init__()
        self._leave = leave

        async def known() -> Espace:
            return espace()

        self.asker = Asker(self, self.show_refusal, espace=known)

    def compose_page(self) -> ComposeResult:
        """Lay out the field and the button."""
        yield heading("ARRÊT DE LA BORNE")
        yield paragraph(self.election.texts.line("voter.kiosk_staff.introduction"))
        yield SecretField("Code du personnel", id="staff_code")
        yield actions(PrimaryButton("Quitter la borne", working="Vérification…"))

    def submit(self) -> None:
        """Have the code compared."""
        code, source = self.field("staff_code").value, self.profile.source
        if not code.strip():
            self.field("staff_code").show_fault(NOT_TYPED)
            return
        self.asker.ask(
            lambda espace: espace.kiosk.check_staff_code(code, source=source),
            done=self.leave_the_kiosk,
            refused=self.refused,
        )

    def leave_the_kiosk(self, _: None) -> None:
        """Report it to the host, and end."""
        self.wipe()
        self._leave()

    def refused(self, error: EspaceError) -> bool:
        """Take a code that was not let pass out of the field.

        It is typed again, never corrected in the dark, nor added to after a wait.
        """
        if isinstance(error, WrongStaffCode | MustWait):
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
