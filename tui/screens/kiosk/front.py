"""What the screens that wait for somebody share: a quiet frame, and the staff's key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from tui.screens.base import EspaceScreen
from tui.widgets.centred import Centred
from tui.widgets.head import StatusLine, StepRail
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tui.kiosk.app import KioskApp

STAFF_KEY = "f12"
PRESS = "Appuyez sur une touche"
OR_TOUCH = " ou touchez l'écran"


class Front(EspaceScreen):
    """One thing in the middle of the screen; no key of a visit works."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(STAFF_KEY, "staff", "Personnel", key_display="F12"),
    ]

    def compose(self) -> ComposeResult:
        """Lay the frame around the page, with nothing beside it."""
        with Vertical(id="head"):
            yield StatusLine()
            yield StepRail(None)
        with Container(id="front"):
            yield from self.compose_page()
        yield KeyLine()

    def action_staff(self) -> None:
        """Open the page of the staff."""
        cast("KioskApp", self.app).open_staff()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way back: there is nothing behind."""
        if action == "back":
            return False
        return super().check_action(action, parameters)


def press(*, large: bool) -> str:
    """Return how one says « I am here »; a layout for fingers names the screen too."""
    return PRESS + (OR_TOUCH if large else "")


def call(text: str) -> Centred:
    """Return the one thing to do, or the one thing to know, on a ground of its own."""
    return Centred(text, id="call")
