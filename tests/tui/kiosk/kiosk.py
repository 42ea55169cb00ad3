"""A kiosk on a sandbox, its host's end of the pipe, and a clock that is moved by hand."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event

from textual.pilot import Pilot

from models import DatabaseAway, EndedVisit, Espace, VisitEnd, VisitStep
from tests.tui.conftest import VOTE_OPEN
from tests.tui.reading import lines_of, text_of, until
from tui.kiosk.app import KioskApp
from tui.screens.base import EspaceScreen

STAFF_CODE = "Loriot-Cerisier-47"


class HandSeconds:
    """Seconds since the boot of a machine, which pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class House:
    """What opens the election, or refuses to.

    Attributes:
        away: The database cannot be reached.
        opened: How many times it was asked for.
        answers: It waits until this is set.
    """

    espace: Espace
    database: Path
    away: bool = False
    opened: int = 0
    answers: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        """Answer at once, until a test says otherwise."""
        self.answers.set()

    def __call__(self) -> Espace:
        self.opened += 1
        self.answers.wait()
        if self.away:
            raise DatabaseAway
        return self.espace

    def take_database_away(self) -> None:
        self.database.rename(self.database.with_suffix(".away"))

    def bring_database_back(self) -> None:
        self.database.with_suffix(".away").rename(self.database)


@dataclass
class Kiosk:
    """An application, and all around it.

    Attributes:
        elapsed: What a visit's time is counted by.
        descriptor: Where its reports are read.
    """

    app: KioskApp
    house: House
    elapsed: HandSeconds
    descriptor: int
    _told: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """Everything that the application has told its host."""
        with suppress(BlockingIOError):
            self._told += os.read(self.descriptor, 65_536).decode("ascii").splitlines()
        return self._told

    @property
    def route(self) -> str:
        """The name of the screen in front."""
        screen = self.app.screen
        return screen.route if isinstance(screen, EspaceScreen) else type(screen).__name__

    @property
    def text(self) -> str:
        """The screen as one line of text, its wraps and bars dropped."""
        return " ".join(" ".join(line.strip(" ┃▌│") for line in lines_of(self.app)).split())

    async def stands_by(self, pilot: Pilot[None]) -> None:
        """Wait until the election is open behind the standby screen, and reported to."""
        await self.app.opened_espace()
        await until(pilot, lambda: self.app._reporting.reported)
        await pilot.pause()

    async def begins(self, pilot: Pilot[None]) -> None:
        """Wait until the election is open, and open a visit."""
        await self.stands_by(pilot)
        await pilot.press("space")
        await self.shows(pilot, "home")

    async def shows(self, pilot: Pilot[None], route: str) -> None:
        """Wait until a screen is in front."""
        await until(pilot, lambda: self.route == route)
        await pilot.pause()

    async def reads(self, pilot: Pilot[None], words: str) -> None:
        """Wait until words stand on the screen."""
        await until(pilot, lambda: words in " ".join(text_of(self.app).split()))

    async def ends(self, pilot: Pilot[None]) -> None:
        """Wait until the application has ended."""
        await until(pilot, lambda: not self.app.is_running)


def ended(reason: VisitEnd, at: datetime = VOTE_OPEN) -> EndedVisit:
    """Return a visit that ended."""
    return EndedVisit(at, at, reason, VisitStep.HOME)
