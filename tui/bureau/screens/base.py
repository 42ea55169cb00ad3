"""What the screens of the board share: who is there.

They are shown by the board's host and in a demonstration: a screen asks its application what a
`BoardApp` says, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

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
    """A screen of the board.

    Attributes:
        keeps_way_back: « Échap » and « F1 » stay in the last line, however short it is.
    """

    keeps_way_back: ClassVar[bool] = True

    @property
    def sitting(self) -> Sitting:
        """Who of the board is there."""
        return cast("BoardApp", self.app).sitting

    @property
    def holds_secrets(self) -> bool:
        """Whether it is left if nobody touches a key: it holds what a member has typed."""
        return False

    def show_presence(self) -> None:
        """Show who is there now: they were forgotten."""
