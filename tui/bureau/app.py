"""The application of the board."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.events import Event, Key, MouseDown, Paste

from tui.application.app import EspaceApp
from tui.application.no_way_out import NoWayOut
from tui.application.timing import since_boot
from tui.bureau.screens.base import BureauScreen
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
LOOK = 1.0
"""Seconds between two looks whether somebody is there."""
TOUCHES = (Key, Paste, MouseDown)


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
        elapsed: Callable[[], float] = since_boot,
    ) -> None:
        """Take what a visit takes, and what counts seconds whatever happens to the clock."""
        super().__init__(election, clock, profile, open_espace, environment=environment)
        self.sitting = Sitting(elapsed=elapsed)

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

    def on_mount(self) -> None:
        """Begin to look whether somebody is there."""
        self.set_interval(LOOK, self.forget_if_idle)

    async def on_event(self, event: Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, TOUCHES) and not event.is_forwarded:
            self.sitting.touch()
        await super().on_event(event)

    def forget_if_idle(self) -> None:
        """Take nobody to be there if no key was touched for long; what works goes on."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, BureauScreen)]
        if not self.sitting.idle_too_long or any(screen.working for screen in screens):
            return
        secrets = any(screen.holds_secrets for screen in screens)
        if not (self.sitting.present or secrets):
            return
        self.sitting.forget()
        self.visit.wipe()
        if secrets:
            self.home()
        for screen in self.screen_stack:
            if isinstance(screen, BureauScreen):
                screen.show_presence()

    def action_leave(self) -> None:
        """QUITTEZ."""
        super().action_leave()
        self.farewell = LEFT

    def wipe(self) -> None:
        """Leave nothing of who was there."""
        self.sitting.end()
        super().wipe()
