"""How long a kiosk's visit still lasts: what is said of it, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models import VisitEnd
from tui.kiosk.front_app import FrontApp
from tui.kiosk.timing import Limits, Standing, VisitTiming
from tui.screens.kiosk.still_there import StillThere
from tui.widgets.visit_ending import VisitEnding

if TYPE_CHECKING:
    from textual.widget import Widget

LOOK = 0.5
"""Seconds between two looks at how long the visit still lasts: a count of seconds skips none."""
RENEWAL = 6 * 3600.0
"""Seconds of standby after which a fresh process takes its place: nothing grows old there."""


class TimedApp(FrontApp):
    """Warns whoever walks away or takes too long, and ends the visit in time.

    Attributes:
        over: The visit has ended: nothing that comes afterwards counts.
    """

    over = False
    _timing: VisitTiming | None = None
    _standing = Standing()

    def end_visit(self, reason: VisitEnd) -> None:
        """End the visit; an application that holds any says how."""

    def close_staff(self) -> None:
        """Close the page of the staff; an application that has one says how."""

    def time_from_now(self, limits: Limits) -> None:
        """Count from now on."""
        self._timing = VisitTiming(self.elapsed, limits)

    def time_no_more(self) -> None:
        """Count nothing."""
        self._timing = None

    def watch_the_time(self) -> None:
        """Look again and again, from now on."""
        self.set_interval(LOOK, self._look)

    def frame_lines(self) -> Iterable[Widget]:
        """Return the line of the last minutes."""
        yield VisitEnding(self._standing.visit_left)

    def touched(self) -> bool:
        """Note that somebody is there; return False where the visit is over."""
        return not self.over and (self._timing is None or self._timing.touch())

    def keep(self) -> None:
        """Take the question away: somebody is there."""
        if self.touched():
            self._lift()

    def _look(self) -> None:
        """Look how long it still lasts, and say or do what follows."""
        if not self.screen_stack:  # the last look of a busy machine comes as the screens are closed
            return
        if self._timing is None or self.over:
            self._renew()
            return
        working = any(getattr(screen, "working", False) for screen in self.screen_stack)
        self._standing = standing = self._timing.look(working=working)
        if not self.begun:
            if standing.end is not None:
                self.close_staff()
        elif standing.end is not None:
            self.end_visit(standing.end)
        else:
            for screen in self.screen_stack:
                for line in screen.query(VisitEnding):
                    line.say(standing.visit_left)
            self._ask(standing.idle_left)

    def _renew(self) -> None:
        """End where nobody has come for long: the host starts the next process."""
        if not self.begun and self.elapsed() - self.made_at > RENEWAL:
            self.exit()

    def _ask(self, left: float | None) -> None:
        """Ask whether somebody is there, for as many seconds as are left."""
        if left is None:
            self._lift()
        elif isinstance(self.screen, StillThere):
            self.screen.say(left)
        else:
            self.push_screen(StillThere(left))

    def _lift(self) -> None:
        if isinstance(self.screen, StillThere):
            self.pop_screen()

    def go(self, name: str, **arguments: object) -> None:
        """Open a screen beneath the question whether somebody is there: it stays on top."""
        self._lift()
        super().go(name, **arguments)
        self._look()

    def replace(self, name: str, **arguments: object) -> None:
        """Replace the screen beneath the question."""
        self._lift()
        super().replace(name, **arguments)
        self._look()
