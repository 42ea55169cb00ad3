"""The state of a kiosk: standby, one visit, and its end."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from models import VisitEnd
from tui.application.timing import Limits
from tui.kiosk.screens.out_of_service import OutOfService
from tui.kiosk.screens.standby import Standby
from tui.kiosk.steps import StepsTaken
from tui.textual_private import leave_first_screen

if TYPE_CHECKING:
    from textual.screen import Screen

    from models import Espace
    from tui.application.app import EspaceApp
    from tui.application.visit_clock import VisitClock
    from tui.hosts.reports import Reports
    from tui.visit.routes import Route


RENEWAL = 6 * 3600.0
"""Seconds of standby after which a fresh process takes its place: nothing grows old there."""


class KioskState(Enum):
    """What the process of a visit does at a moment; the host starts the next process."""

    STANDBY = auto()
    """No one is there."""
    OPENING = auto()
    """A person has come, and the election is not open yet."""
    OUT_OF_SERVICE = auto()
    """The election cannot be opened."""
    VISIT = auto()
    """A person is there."""
    STAFF = auto()
    """The page of the staff is open."""
    OVER = auto()
    """The process is about to end: nothing that comes afterwards counts."""


WAITING = frozenset({KioskState.STANDBY, KioskState.OPENING, KioskState.OUT_OF_SERVICE})


class KioskStateMachine:
    """Leads from one state to the next, and reports to the host.

    Attributes:
        state: The present one.
    """

    def __init__(
        self,
        app: EspaceApp,
        clock: VisitClock,
        reports: Reports,
        elapsed: Callable[[], float],
        *,
        espace_for_staff: Callable[[], Espace],
    ) -> None:
        """Take what shows the screens, and what is reported to.

        Args:
            app: The application.
            clock: Counts the time of a visit.
            reports: Takes what the host has to know.
            elapsed: Returns seconds that no setting of the clock changes.
            espace_for_staff: Returns an election that compares the staff code, open or not.
        """
        self.state = KioskState.STANDBY
        self._app = app
        self._clock = clock
        self._reports = reports
        self._elapsed, self._made_at = elapsed, elapsed()
        self._espace_for_staff = espace_for_staff
        self._steps = StepsTaken()

    @property
    def in_visit(self) -> bool:
        """Whether a person is there."""
        return self.state is KioskState.VISIT

    @property
    def waiting(self) -> bool:
        """Whether the kiosk waits for a person."""
        return self.state in WAITING

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""
        return self._app.screen

    # No one is there

    def settle(self, *, available: bool) -> None:
        """Put standby or out of service in front, unless a person or the staff is there."""
        standby = self.screen
        if available and self.state is KioskState.OUT_OF_SERVICE:
            self.state = KioskState.STANDBY
            self._app.pop_screen()
        elif not available and self.waiting and isinstance(standby, Standby):
            self.state = KioskState.OUT_OF_SERVICE
            standby.say_opening(False)
            self._app.go("kiosk_out_of_service")

    def say_wait(self, seconds: int) -> None:
        """Say after how many seconds the next try to open the election comes."""
        if isinstance(self.screen, OutOfService):
            self.screen.say_wait(seconds)

    def opened(self) -> None:
        """Begin the visit of a person who waits for the election."""
        if self.state is KioskState.OPENING:
            self.begin()

    def renew(self) -> None:
        """End if no one has come for long: the host starts the next process."""
        if self.waiting and self._elapsed() - self._made_at > RENEWAL:
            self._app.exit()

    # A visit

    def begin(self) -> None:
        """Begin a visit, as soon as the election is open."""
        standby = self.screen
        if not (self.waiting and isinstance(standby, Standby)):
            return
        if not self._app.opening.is_open:
            self.state = KioskState.OPENING
            standby.say_opening(True)
            return
        self.state = KioskState.VISIT
        times = self._app.election.kiosk
        limits = Limits(times.idle_seconds, times.warning_seconds, times.visit_seconds)
        self._clock.start(limits, self.end)
        self._reports.begun()
        leave_first_screen(standby)
        self._app.replace("home")

    def see(self, route: Route | None) -> None:
        """Report to the host the step that a screen belongs to, if it has a name."""
        step = self._steps.see(route) if self.in_visit else None
        if step is not None:
            self._reports.step(step)

    def end(self, reason: VisitEnd) -> None:
        """Wipe the visit, report why to the host, and end."""
        if self.state is not KioskState.OVER:
            self._end(lambda: self._reports.ended(reason))

    # The staff

    def open_staff(self) -> None:
        """Open the page of the staff, which closes by itself."""
        if not self.waiting:
            return
        self.state = KioskState.STAFF
        if isinstance(self.screen, Standby):
            self.screen.say_opening(False)
        idle = Limits(self._app.election.kiosk.idle_seconds, 0)
        self._clock.start(idle, lambda _: self._end(lambda: None), asks=False)
        self._app.go("kiosk_staff", espace=self._espace_for_staff, leave=self._leave_to_staff)

    def close_staff(self) -> bool:
        """Close the page of the staff, if it is open; return whether it was.

        What was typed there goes with the process.
        """
        if self.state is not KioskState.STAFF:
            return False
        self._end(lambda: None)
        return True

    def _leave_to_staff(self) -> None:
        """The code was right: report it to the host, and end."""
        self._end(self._reports.staff_leaves)

    def _end(self, tell: Callable[[], None]) -> None:
        self.state = KioskState.OVER
        self._clock.stop()
        self._app.wipe()
        tell()
        self._app.exit()
