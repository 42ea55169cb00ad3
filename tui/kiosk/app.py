"""The application of a kiosk: it shows what the state of the kiosk asks for."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import models
from models import VisitEnd
from tui.application.app import EspaceApp
from tui.application.no_way_out import NoWayOut
from tui.application.timing import since_boot
from tui.application.visit_clock import LOOK, VisitClock
from tui.kiosk.availability import Availability
from tui.kiosk.doorkeeper import Doorkeeper, deaf_after
from tui.kiosk.reporting import KioskReporting
from tui.kiosk.screens.routes import KIOSK_ROUTES
from tui.kiosk.screens.standby import Standby
from tui.kiosk.state_machine import KioskStateMachine
from tui.screens.base import EspaceScreen
from tui.screens.routes import VISIT_ROUTES
from tui.styles import KIOSK_LATER_SHEETS, KIOSK_SHEETS, LARGE_SHEETS

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.events import Event
    from textual.screen import Screen

    from models import Clock, Election, Espace
    from tui.hosts.reports import Reports
    from tui.hosts.visits_before import VisitsBefore
    from tui.visit.profiles import Profile
    from tui.visit.routes import Route


class KioskApp(NoWayOut, EspaceApp):
    """Waits on standby, holds one visit and ends with it; the host starts the next one.

    Attributes:
        kiosk: The state of the kiosk.
        availability: Opens the election, and notices that it cannot be.
    """

    clock_of_visit: VisitClock
    CSS_PATH = KIOSK_SHEETS
    routes: ClassVar[Mapping[Route, str]] = {**VISIT_ROUTES, **KIOSK_ROUTES}
    offered = NoWayOut.offered | {"staff"}

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
            clock: The present, on which nothing here depends but what is shown.
            profile: Of the kiosk.
            open_espace: Opens and checks the election; called again until it works.
            reports: Takes what the host has to know.
            before: The visits before.
            environment: TERM and COLORFGBG of the terminal.
            elapsed: Returns seconds that no setting of the clock changes.
        """
        super().__init__(election, clock, profile, open_espace, environment=environment)
        self._before, self._reports = before, reports
        self.clock_of_visit = VisitClock(self, elapsed)
        self.kiosk = KioskStateMachine(
            self,
            self.clock_of_visit,
            reports,
            elapsed,
            # Without the election, one that only knows the file compares the staff code.
            espace_for_staff=lambda: self.opening.espace_or(models.Espace(election, clock)),
        )
        reporting = KioskReporting(self.opening, profile.kiosk, before, reports, self.journal_error)
        self.availability = Availability(self.kiosk, reporting, self.fail)
        self._doorkeeper = Doorkeeper(self.kiosk, elapsed, deaf=deaf_after(before.ended))

    def get_default_screen(self) -> Screen[None]:
        """Return the standby screen: the home screen takes its place when a person comes."""
        return Standby(self._before.ended, self._before.reference)

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """The style sheets of the visits, and those of large ones if they are."""
        return [*KIOSK_LATER_SHEETS, *(LARGE_SHEETS if self.profile.large else ())]

    def on_ready(self) -> None:
        """Report to the host that the first screen is shown."""
        self._reports.ready()
        self._doorkeeper.first_screen_shown()
        self.screen_change_signal.subscribe(self, self._see)
        self.set_interval(LOOK, self.kiosk.renew)

    def open_again(self) -> None:
        """Open the election and report, again and again, whatever screen is in front."""
        watch: Callable[[], Awaitable[None]] = self.availability.watch
        self.run_worker(watch, exit_on_error=False, group="opening", exclusive=True)

    async def on_event(self, event: Event) -> None:
        """Show an event to the doorkeeper first, then to the clock of the visit."""
        if event.is_forwarded or not self._doorkeeper.uses_up(event):
            await super().on_event(event)

    def _see(self, _: Screen[object]) -> None:
        """Note the screen in front; screens that were only passed through are left out."""
        self.kiosk.see(self.screen.route if isinstance(self.screen, EspaceScreen) else None)

    def look_at_time(self) -> None:
        """Look at the time of the visit, and end if nobody has come for long."""
        self.kiosk.renew()
        super().look_at_time()

    def back(self) -> None:
        """Go back; from the page of the staff to the standby of another process."""
        if not self.kiosk.close_staff():
            super().back()

    def action_leave(self) -> None:
        """QUITTEZ."""
        self.kiosk.end(VisitEnd.LEFT)

    def action_staff(self) -> None:
        """Open the page of the staff."""
        self.kiosk.open_staff()

    def wipe(self) -> None:
        """Leave nothing of the person, nor of a sign-in under way."""
        super().wipe()
        if self.opening.is_open:
            self.espace.mailbox.close(None)

    def say_fault(self, reference: str) -> None:
        """Report it to the host: the next standby screen says it."""
        self._reports.fault(reference)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer help and theme to a person or the staff, QUITTEZ in a visit."""
        unwanted = not self.kiosk.in_visit if action == "leave" else self.kiosk.waiting
        if unwanted and action in ("leave", "help", "theme"):
            return False
        return super().check_action(action, parameters)
