"""The way to a code that was read in another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from models import normalise_address
from tui.visit.protocol import visit_app
from tui.widgets.buttons import ActionButton
from tui.widgets.fields import LabelledField

if TYPE_CHECKING:
    from tui.visit.routes import Route

HAVE_CODE = "J'ai déjà un code"


class KnownCodeButton(ActionButton):
    """Leads to where the code is awaited, or to the screen that takes it with its address."""

    def __init__(self, awaited: Route = "confirmation", anywhere: Route = "known_code") -> None:
        """Take the two screens; the words are always the same.

        Args:
            awaited: Of the visit that has asked for the code.
            anywhere: Of any other.
        """
        super().__init__(HAVE_CODE, id="known_code")
        self._awaited, self._anywhere = awaited, anywhere

    @on(ActionButton.Pressed)
    def lead_on(self, event: ActionButton.Pressed) -> None:
        """Open that screen, with the address that is typed on this one.

        A visit that awaits the code of another address is one that has mistyped it.
        """
        event.stop()
        app, typed = visit_app(self), self.screen.query_one("#address", LabelledField).value
        same = not typed.strip() or normalise_address(typed) == app.visit.address
        if app.visit.code_route == self._awaited and same:
            app.replace(self._awaited)
        else:
            app.go(self._anywhere, address=typed)
