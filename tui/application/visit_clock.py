"""How long a visit still lasts: what is said of it, and what ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.application.timing import Limits, VisitTimes, VisitTiming
from tui.screens.still_there import StillThere
from tui.widgets.visit_ending import VisitEnding

if TYPE_CHECKING:
    from textual.app import App

    from models import VisitEnd

LOOK = 0.5
"""Seconds between two looks at the time that is left: a countdown in seconds skips none."""


class VisitClock:
    """Warns a person who walks away or takes too long, and ends the visit in time.

    The application shows `line` on top of its screens, tells the clock of whatever the
    person does (`touched`), and opens screens beneath its question (`lift`, then `look`).

    Attributes:
        elapsed: Returns the seconds.
    """

    def __init__(self, app: App[Any], elapsed: Callable[[], float]) -> None:
        """Take the application, and what returns seconds that no setting of the clock changes."""
        self._app = app
        self.elapsed = elapsed
        self._timing: VisitTiming | None = None
        self._times = VisitTimes()
        self._stopped = False
        self._asks = True
        self._end: Callable[[VisitEnd], None] | None = None

    def start(self, limits: Limits, end: Callable[[VisitEnd], None], *, asks: bool = True) -> None:
        """Count from now on.

        Args:
            limits: How long the visit may last.
            end: Ends the visit, for a reason.
            asks: Ask whether the person is still there, and say the last minutes.
        """
        self._timing = VisitTiming(self.elapsed, limits)
        self._end, self._asks = end, asks

    def stop(self) -> None:
        """Count no more: the visit is over, whatever comes afterwards."""
        self._stopped = True

    def line(self) -> VisitEnding:
        """Return a new widget that says the last minutes."""
        return VisitEnding(self._times.visit_left)

    def touched(self) -> bool:
        """Note that a person is there; return False if the visit is over."""
        return not self._stopped and (self._timing is None or self._timing.touch())

    def keep(self) -> None:
        """Take the question away: a person is there."""
        if self.touched():
            self.lift()

    def lift(self) -> None:
        """Take the question away."""
        if isinstance(self._app.screen, StillThere):
            self._app.pop_screen()

    def look(self) -> None:
        """Look how long the visit still lasts, and say or do what follows."""
        if self._timing is None or self._stopped or self._end is None:
            return
        stack = self._app.screen_stack
        working = any(getattr(screen, "working", False) for screen in stack)
        self._times = times = self._timing.look(working=working)
        if times.end is not None:
            self._end(times.end)
        elif self._asks:
            for screen in stack:
                for line in screen.query(VisitEnding):
                    line.say(times.visit_left)
            self._ask(times.idle_left)

    def _ask(self, left: float | None) -> None:
        """Ask whether the person is there, for as many seconds as are left."""
        if left is None:
            self.lift()
        elif isinstance(self._app.screen, StillThere):
            self._app.screen.say(left)
        else:
            self._app.push_screen(StillThere(left))
