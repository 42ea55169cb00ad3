"""The application of a kiosk: standby, one visit, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from models import VisitEnd
from tui.kiosk.doorkeeper import Doorkeeper, deaf_after
from tui.kiosk.steps import StepsTaken
from tui.kiosk.timed_app import TimedApp
from tui.kiosk.timing import Limits
from tui.screens.kiosk.front import Front
from tui.screens.kiosk.staff import StaffPage
from tui.screens.kiosk.standby import Standby
from tui.screens.routes import screen_named
from tui.styles import KIOSK_LATER_SHEETS, KIOSK_SHEETS, LARGE_SHEETS

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.events import Event
    from textual.screen import Screen


class KioskApp(TimedApp):
    """Stands by, holds one visit and ends with it; the host starts the next one."""

    CSS_PATH = KIOSK_SHEETS

    @cached_property
    def _steps(self) -> StepsTaken:
        return StepsTaken()

    @cached_property
    def _doorkeeper(self) -> Doorkeeper:
        ended = self.before.ended
        return Doorkeeper(
            self, self.elapsed, deaf=0.0 if ended is None else deaf_after(ended.reason)
        )

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """The style sheets of the visits, and those of large ones where they are."""
        return [*KIOSK_LATER_SHEETS, *(LARGE_SHEETS if self.profile.large else ())]

    def on_ready(self) -> None:
        """Tell the host that the first screen stands."""
        self.reports.ready()
        self._doorkeeper.stand()
        self.screen_change_signal.subscribe(self, self._see)
        self.watch_the_time()

    async def on_event(self, event: Event) -> None:
        """Show an event to the doorkeeper first."""
        if event.is_forwarded or not self._doorkeeper.uses_up(event):
            await super().on_event(event)

    def _see(self, _: Screen[object]) -> None:
        """Take note of the screen in front, those that were passed on the way to it left out."""
        step = self._steps.see(getattr(self.screen, "route", "")) if self.begun else None
        if step is not None:
            self.reports.step(step)
        self._settle()

    # The visit

    def begin(self) -> None:
        """Open a visit, as soon as the election is open."""
        standby = self.screen
        if self.begun or not isinstance(standby, Standby):
            return
        self._wanted = not self._opening.is_open
        if self._wanted:
            standby.say_opening(True)
            return
        self.begun = True
        kiosk = self.election.kiosk
        limits = Limits(kiosk.idle_seconds, kiosk.warning_seconds, kiosk.visit_seconds)
        self.time_from_now(limits)
        self.reports.begun()
        # Textual switches from pushed screens only: the default one lacks what it would pop.
        standby._push_result_callback(standby, None)
        self.replace("home")

    def action_leave(self) -> None:
        """QUITTEZ."""
        self.end_visit(VisitEnd.LEFT)

    def end_visit(self, reason: VisitEnd) -> None:
        """Wipe the visit, tell the host why, and end."""
        if not self.over:
            self.over = True
            self.wipe()
            self.reports.ended(reason)
            self.exit()

    def wipe(self) -> None:
        """Leave nothing of the person, nor of a sign-in under way."""
        super().wipe()
        if self._opening.is_open:
            self.espace.close_mailbox(None)

    def tell_fault(self, reference: str) -> None:
        """Tell the host: the next standby screen says it."""
        self.reports.fault(reference)

    # The staff

    def open_staff(self) -> None:
        """Open the page of the staff, which closes by itself."""
        self._wanted = False
        if isinstance(self.screen, Standby):
            self.screen.say_opening(False)
        self.time_from_now(Limits(self.election.kiosk.idle_seconds, 0))
        self.push_screen(screen_named("kiosk_staff"))

    def close_staff(self) -> None:
        """Close the page of the staff: what was typed there goes with the process."""
        self.over = True
        self.wipe()
        self.exit()

    def back(self) -> None:
        """Go back; from the page of the staff to the standby of another process."""
        if isinstance(self.screen, StaffPage):
            self.close_staff()
        else:
            super().back()

    def leave_to_staff(self) -> None:
        """The code was right: tell the host, and end."""
        self.over = True
        self.wipe()
        self.reports.staff_leaves()
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer help and theme where a person or the staff is, QUITTEZ in a visit."""
        if action == "leave" and not self.begun:
            return False
        if action in ("help", "theme") and any(
            isinstance(top, Front) for top in self.screen_stack[-1:]
        ):
            return False
        return super().check_action(action, parameters)
