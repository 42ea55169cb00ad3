"""How long a visit still lasts: what is said of it, and what ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.events import Key, MouseDown, MouseScrollDown, MouseScrollUp, MouseUp, Paste

from models import VisitEnd
from tui.application.timing import Limits, VisitTimes, VisitTiming
from tui.screens.still_there import StillThere
from tui.widgets.visit_ending import VisitEnding

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import Event

LEAVE = "f10"
"""The key of QUITTEZ."""
LOOK = 0.5
"""Seconds between two looks at the time that is left: a countdown in seconds skips none."""

PRESENCE = (Key, Paste, MouseDown, MouseScrollUp, MouseScrollDown)
"""Events by which a person is known to be there; a movement of the mouse may be a tremor."""


class VisitClock:
    """Warns a person who walks away or takes too long, and ends the visit in time.

    An `EspaceApp` that has one as its `clock_of_visit` shows `line` on top of its screens,
    shows it every event first (`sees`), and opens screens beneath its question (`lift`,
    then `look`). What is left to the host is when to `start`, and how to end.

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
        self._release_due = False
        self._end: Callable[[VisitEnd], None] | None = None

    def start(self, limits: Limits, end: Callable[[VisitEnd], None], *, asks: bool = True) -> None:
        """Count from now on, once; the application is running.

        Args:
            limits: How long the visit may last.
            end: Ends the visit, for a reason.
            asks: Ask whether the person is still there, and say the last minutes.
        """
        self._timing = VisitTiming(self.elapsed, limits)
        self._end, self._asks = end, asks
        self._app.set_interval(LOOK, self.look)

    def stop(self) -> None:
        """Count no more: the visit is over, whatever comes afterwards."""
        self._stopped = True

    def line(self) -> VisitEnding:
        """Return a new widget that says the last minutes."""
        return VisitEnding(self._times.visit_left)

    def sees(self, event: Event) -> bool:
        """Note that somebody is there if an event shows it; return whether it is used up.

        What answers the question does nothing else, the release of a button included; after
        the end nothing is for a screen any more.
        """
        if isinstance(event, MouseUp):
            due, self._release_due = self._release_due, False
            return due
        if not isinstance(event, PRESENCE):
            return False
        asked = isinstance(self._app.screen, StillThere)
        if asked and isinstance(event, Key) and event.key == LEAVE and self._end is not None:
            self._end(VisitEnd.LEFT)  # « this is not my visit »
            return True
        used = not self.touched() or asked
        if asked:
            self.keep()
        if isinstance(event, MouseDown):
            self._release_due = used
        return used

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
        stack = self._app.screen_stack
        # The last look of a busy machine comes as the screens are closed.
        if self._timing is None or self._stopped or self._end is None or not stack:
            return
        working = any(getattr(screen, "working", False) for screen in stack)
        before, self._times = self._times, self._timing.look(working=working)
        times = self._times
        if times.end is not None:
            self._end(times.end)
        elif self._asks and not (times == before == VisitTimes()):
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
