"""A kiosk on a sandbox, its host's end of the pipe, and a clock that is moved by hand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event

from textual.pilot import Pilot

from models import DatabaseUnavailable, EndedVisit, Espace, VisitEnd, VisitStep
from tests.models.clocks import MORNING
from tests.tui.reading import until
from tests.tui.sandbox import Sandbox, arrived
from tui.kiosk.app import KioskApp

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
class ElectionOpener:
    """What opens the election, or refuses to.

    Attributes:
        away: The database cannot be reached.
        opened: How many times it was asked for.
        answers: It waits until this is set.
    """

    espace: Espace
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
            raise DatabaseUnavailable
        return self.espace


@dataclass
class Kiosk(Sandbox):
    """A kiosk's application on a sandbox, and all around it.

    Attributes:
        opener: What opens the election for it.
        elapsed: What a visit's time is counted by.
        descriptor: Where its reports to the host are read.
        reports: For each of its reports to the database, how many ended visits it held.
    """

    app: KioskApp
    opener: ElectionOpener
    elapsed: HandSeconds
    descriptor: int
    reports: list[int] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count the reports."""
        report = self.espace.kiosk.report

        def counted(name: str, ended: Sequence[EndedVisit]) -> None:
            report(name, ended)
            self.reports.append(len(ended))

        vars(self.espace.kiosk)["report"] = counted

    @property
    def told(self) -> list[str]:
        """Everything that the application has reported to its host."""
        with suppress(BlockingIOError):
            self._told += os.read(self.descriptor, 65_536).decode("ascii").splitlines()
        return self._told

    async def stands_by(self, pilot: Pilot[None]) -> None:
        """Wait until the election is open behind the standby screen, and reported to."""
        await self.app.opened_espace()
        await until(pilot, lambda: self.app.availability.reporting.reported)
        await pilot.pause()

    async def reports_again(self, pilot: Pilot[None]) -> None:
        """Wait for another report."""
        before = len(self.reports)
        await until(pilot, lambda: len(self.reports) > before)
        await pilot.pause()

    async def begins(self, pilot: Pilot[None]) -> None:
        """Wait until the election is open, and open a visit."""
        await self.stands_by(pilot)
        await pilot.press("space")
        await arrived(self, pilot, "home")

    async def ends(self, pilot: Pilot[None]) -> None:
        """Wait until the application has ended."""
        await until(pilot, lambda: not self.app.is_running)


def ended(reason: VisitEnd, at: datetime = MORNING) -> EndedVisit:
    """Return a visit that ended."""
    return EndedVisit(at, at, reason, VisitStep.HOME)
