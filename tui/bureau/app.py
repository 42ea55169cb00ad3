"""The application of the board."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from tui.application.app import EspaceApp
from tui.application.no_way_out import NoWayOut
from tui.bureau.screens.routes import BUREAU_ROUTES
from tui.bureau.sitting import Sitting
from tui.styles import BUREAU_SHEETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from models import Clock, Election, Espace
    from tui.screens.base import EspaceScreen
    from tui.visit.profiles import Profile
    from tui.visit.routes import Route

LEFT = "Vous avez quitté le bureau de vote. Ce qui est fait est gardé."


class BureauApp(NoWayOut, EspaceApp):
    """What the members of the board have before them.

    Attributes:
        sitting: Who of the board is there.
    """

    CSS_PATH = BUREAU_SHEETS
    TITLE = "Bureau de vote"
    routes: ClassVar[Mapping[Route, str]] = BUREAU_ROUTES

    def __init__(
        self,
        election: Election,
        clock: Clock,
        profile: Profile,
        open_espace: Callable[[], Espace],
        *,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Take what the first screen needs, and how to open the rest, as a visit does."""
        super().__init__(election, clock, profile, open_espace, environment=environment)
        self.sitting = Sitting()

    def get_default_screen(self) -> EspaceScreen:
        """Return the overview, the ground on which the others are laid."""
        return self._made("bureau_overview")

    def home(self) -> None:
        """Return to the overview."""
        self.go("bureau_overview")

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """Nothing: all are read for the first screen."""
        return ()

    def action_leave(self) -> None:
        """QUITTEZ."""
        super().action_leave()
        self.farewell = LEFT

    def wipe(self) -> None:
        """Leave nothing of who was there."""
        self.sitting.end()
        super().wipe()
