"""What the screens that wait for a person share: a quiet frame, and the staff's key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.screens.base import EspaceScreen
from tui.screens.frames import quiet_frame, take_size

STAFF_KEY = "f12"


class Front(EspaceScreen):
    """One thing in the middle of the screen; no key of a visit works."""

    AUTO_FOCUS = None
    leads_back = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(STAFF_KEY, "app.staff", "Personnel", key_display="F12"),
    ]

    def compose(self) -> ComposeResult:
        """Lay the frame around the page, with nothing beside it."""
        take_size(self)
        yield from quiet_frame(self.compose_page())
