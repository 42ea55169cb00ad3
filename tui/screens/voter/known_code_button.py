"""The way to a code that was read in another program."""

from __future__ import annotations

from textual import on

from tui.visit.protocol import visit_app
from tui.widgets.buttons import ActionButton
from tui.widgets.fields import LabelledField

HAVE_CODE = "J'ai déjà un code"


class KnownCodeButton(ActionButton):
    """Leads to where the code is awaited, or to the screen that takes it with its address."""

    def __init__(self) -> None:
        """Take no words: they are always the same."""
        super().__init__(HAVE_CODE, id="known_code")

    @on(ActionButton.Pressed)
    def lead_on(self, event: ActionButton.Pressed) -> None:
        """Open that screen, with the address that is typed on this one."""
        event.stop()
        app = visit_app(self)
        if app.visit.code_route == "confirmation":
            app.replace("confirmation")
        else:
            app.go("known_code", address=self.screen.query_one("#address", LabelledField).value)
