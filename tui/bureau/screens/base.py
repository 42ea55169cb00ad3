"""What the screens of the board share: who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from tui.screens.base import EspaceScreen
from tui.visit.protocol import VisitApp

if TYPE_CHECKING:
    from tui.bureau.sitting import Sitting


class BoardApp(VisitApp, Protocol):
    """An application that shows the board's screens: the board's host, or a demonstration.

    Attributes:
        sitting: Who of the board is there.
    """

    sitting: Sitting


class BureauScreen(EspaceScreen):
    """A screen of the board."""

    @property
    def sitting(self) -> Sitting:
        """Who of the board is there."""
        return cast("BoardApp", self.app).sitting
