"""The application of the helpdesk."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.events import Event, Key, MouseDown, Paste

from models import EspaceError
from tui.application.app import EspaceApp
from tui.application.no_way_out import NoWayOut
from tui.application.timing import since_boot
from tui.desk.pictures import Pictures
from tui.desk.screens.routes import DESK_ROUTES
from tui.desk.station import Station
from tui.screens.choices import choose
from tui.styles import DESK_SHEETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from models import Clock, Election, Espace
    from tui.screens.base import EspaceScreen
    from tui.visit.profiles import Profile
    from tui.visit.routes import Route

LOCK: Route = "desk_lock"
LEFT = "Vous avez quitté l'assistance. Vos appels sont gardés."
LOOK = 1.0
"""Seconds between two looks whether somebody is there."""
DUE = 60.0
"""Seconds between two looks for what is due."""
PRESENCE = (Key, Paste, MouseDown)


class DeskApp(NoWayOut, EspaceApp):
    """What an agent has before them, from the sign-in on.

    Attributes:
        station: Who sits here, and with which call.
        pictures: Of the screens of a visit.
        when_ready: Called once the first screen is shown.
        when_faulty: Called with the reference of a fault that ends it.
    """

    CSS_PATH = DESK_SHEETS
    TITLE = "Assistance"
    offered: ClassVar[frozenset[str]] = NoWayOut.offered | {"choose"}
    routes: ClassVar[Mapping[Route, str]] = DESK_ROUTES

    def __init__(
        self,
        election: Election,
        clock: Clock,
        profile: Profile,
        open_espace: Callable[[], Espace],
        *,
        pictures: Pictures | None = None,
        environment: Mapping[str, str] = os.environ,
        elapsed: Callable[[], float] = since_boot,
    ) -> None:
        """Take what a visit takes, and what belongs to a helpdesk.

        Args:
            election: As for a visit.
            clock: As for a visit.
            profile: As for a visit.
            open_espace: As for a visit.
            pictures: Of this election; None: there are none.
            environment: As for a visit.
            elapsed: Counts seconds whatever happens to the clock.
        """
        super().__init__(election, clock, profile, open_espace, environment=environment)
        self.station = Station(profile.source, election.desk.lock_seconds, elapsed)
        self.pictures = pictures or Pictures()
        self.when_ready: list[Callable[[], None]] = []
        self.when_faulty: list[Callable[[str], None]] = []

    def get_default_screen(self) -> EspaceScreen:
        """Return the sign-in, the ground on which the others are laid."""
        return self._made("desk_sign_in")

    def home(self) -> None:
        """Return to the sign-in: nobody has signed in any more."""
        self.station.leave()
        self.visit.wipe()
        self.go("desk_sign_in")

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """Nothing: the first screen has fields, too."""
        return ()

    def on_ready(self) -> None:
        """Say that the first screen is shown."""
        for begin in self.when_ready:
            begin()

    def on_mount(self) -> None:
        """Begin to look whether somebody is there."""
        self.set_interval(LOOK, self.lock_if_idle)
        self.set_interval(DUE, self.apply_due_changes)

    async def apply_due_changes(self) -> None:
        """Apply the corrections of addresses that are due: any terminal does, while it runs."""
        with suppress(EspaceError):
            espace = await self.opened_espace()
            await asyncio.to_thread(espace.desk.apply_due_changes)

    async def on_event(self, event: Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, PRESENCE) and not event.is_forwarded:
            self.station.touch()
        await super().on_event(event)

    @property
    def locked(self) -> bool:
        """Whether the password is asked for again."""
        return any(getattr(screen, "route", "") == LOCK for screen in self.screen_stack)

    def lock_if_idle(self) -> None:
        """Cover what is shown if nobody was there for long; it stays where it is beneath."""
        working = any(getattr(screen, "working", False) for screen in self.screen_stack)
        if self.station.idle_too_long and not (self.locked or working):
            self.go(LOCK)

    def action_choose(self, number: int) -> None:
        """Choose a line of the page by its number."""
        choose(self.screen, number)

    def action_leave(self) -> None:
        """QUITTEZ."""
        super().action_leave()
        self.farewell = LEFT

    def say_fault(self, reference: str) -> None:
        """Say that a fault ends it, here and to who listens."""
        super().say_fault(reference)
        for hear in self.when_faulty:
            hear(reference)

    def wipe(self) -> None:
        """Leave nothing of the agent nor of the people they have looked at."""
        self.station.leave()
        super().wipe()
