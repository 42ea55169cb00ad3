"""What a kiosk does while nobody is there: it opens the election, reports, and tries again."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

import models
from tui.kiosk.reporting import KioskReporting
from tui.kiosk.shut import ShutApp
from tui.kiosk.timing import since_boot
from tui.screens.kiosk.out_of_service import OutOfService
from tui.screens.kiosk.standby import Standby
from tui.screens.routes import screen_named

if TYPE_CHECKING:
    from textual.screen import Screen

    from models import Clock, Election, Espace
    from tui.hosts.reports import Reports
    from tui.hosts.visits_before import VisitsBefore
    from tui.profiles import Profile


class FrontApp(ShutApp):
    """Standby and out of service, whichever fits, behind which the election is opened.

    Attributes:
        begun: Somebody has come.
        elapsed: What tells the seconds that a visit lasts.
        made_at: When standby began, in those seconds.
        before: The visits before.
        reports: Where the host is told.
    """

    report_every: int = 20
    """Seconds between two reports to the database while nobody is there: a report that does
    not come through is how it is noticed, before a person comes, that the database is away."""
    report_in_visit_every: int = 60
    """Seconds between two of them in a visit, whose own screens say what is away."""
    retry_every: int = 10
    """Seconds between two tries where the election cannot be opened."""

    def __init__(
        self,
        election: Election,
        clock: Clock,
        profile: Profile,
        open_espace: Callable[[], Espace],
        reports: Reports,
        before: VisitsBefore,
        *,
        environment: Mapping[str, str] = os.environ,
        elapsed: Callable[[], float] = since_boot,
    ) -> None:
        """Take what a visit needs, and what is known of those before it.

        Args:
            election: Titles, calendar and `[kiosk]`.
            clock: The present, of which nothing here depends but what is shown.
            profile: Of the kiosk.
            open_espace: Builds and checks the house; called again until it works.
            reports: Where the host is told.
            before: The visits before.
            environment: TERM and COLORFGBG of the terminal.
            elapsed: What tells the seconds that a visit lasts.
        """
        super().__init__(election, clock, profile, open_espace, environment=environment)
        self.begun = False
        self.elapsed = elapsed
        self.made_at = elapsed()
        self.reports = reports
        self._clock = clock
        self.before = before
        self._away = self._wanted = False
        self._spare: Espace | None = None
        name = election.kiosk.known_as(socket.gethostname())
        self._reporting = KioskReporting(
            self._opening, name, before.unsaved, reports, self.journal_error
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the standby screen: the home screen takes its place when somebody comes."""
        return Standby(self.before.ended, self.before.reference)

    def open_again(self) -> None:
        """Open the election and report, again and again, behind whatever stands in front."""
        attending: Callable[[], Awaitable[None]] = self._attend
        self.run_worker(attending, exit_on_error=False, group="opening", exclusive=True)

    async def _attend(self) -> None:
        try:
            while True:
                able = await self._reporting.open()
                if able and self._wanted:
                    self.begin()
                able = able and await self._reporting.report()
                self._away = not able
                self._settle()
                await self._rest(able)
        except Exception as error:
            self.fail(error)

    async def _rest(self, able: bool) -> None:
        """Let time pass until the next report or try; out of service says how much."""
        if able:
            await asyncio.sleep(self.seconds_to_next_report)
            return
        for left in range(self.retry_every, -1, -1):
            if isinstance(self.screen, OutOfService):
                self.screen.say_wait(left)
            await asyncio.sleep(min(left, 1))

    @property
    def seconds_to_next_report(self) -> int:
        """How long the database is left alone."""
        return self.report_in_visit_every if self.begun else self.report_every

    def _settle(self) -> None:
        """Put standby or out of service in front, unless a person or the staff is there."""
        if self.begun:
            return
        if self._away and isinstance(self.screen, Standby):
            self._wanted = False
            self.screen.say_opening(False)
            self.push_screen(screen_named("kiosk_out_of_service"))
        elif not self._away and isinstance(self.screen, OutOfService):
            self.pop_screen()

    def begin(self) -> None:
        """Open a visit; an application that holds any says how."""

    def house_for_staff(self) -> Espace:
        """Return the house; where the election is away one that only knows the election file."""
        if self._opening.is_open:
            return self.espace
        self._spare = self._spare or models.Espace(self.election, self._clock)
        return self._spare
