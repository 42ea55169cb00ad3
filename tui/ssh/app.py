"""The application of a session: a demonstration that a stranger cannot leave but by its end."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from models import VisitEnd
from tui.application.app import EspaceApp
from tui.application.no_way_out import NoWayOut
from tui.application.timing import Limits, since_boot
from tui.application.visit_clock import VisitClock
from tui.demo.demonstration import Demonstration
from tui.ssh.guest import Guest
from tui.ssh.opening import open_target
from tui.ssh.words import LEFT, TOO_LONG, WALKED_AWAY
from tui.styles import TIMED_SHEETS
from tui.visit.profiles import demo_profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from models import Election
    from tui.demo.sandbox import Sandbox
    from tui.hosts.reports import Reports
    from tui.ssh.messages import Begin, Line
    from tui.visit.routes import Route

FAREWELLS = {VisitEnd.IDLE: WALKED_AWAY, VisitEnd.TIME: TOO_LONG}
ROOM: Route = "room"
"""The screen on which a trainer sees all sessions."""


class SessionApp(NoWayOut, EspaceApp):
    """One demonstration, which ends with its session.

    Attributes:
        demonstration: What leads it.
        guest: Its place among the other sessions.
    """

    clock_of_visit: VisitClock
    offered = NoWayOut.offered | {"lead", "tour"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *Demonstration.KEYS,
        Binding("f6", f"lead('{ROOM}')", show=False),
    ]
    routes: ClassVar[Mapping[Route, str]] = {
        **Demonstration.ROUTES,
        ROOM: "tui.ssh.screens.room:RoomScreen",
    }

    def __init__(
        self,
        election: Election,
        sandbox: Sandbox,
        reports: Reports,
        line: Line,
        limits: Limits,
        begin: Begin,
        *,
        environment: Mapping[str, str] = os.environ,
        elapsed: Callable[[], float] = since_boot,
    ) -> None:
        """Take the election and its sandbox, how long it may last, and where it opens.

        Args:
            election: Of the sandbox.
            sandbox: Its database and its clock.
            reports: Takes what the host has to know.
            line: To the host.
            limits: How long the session may last.
            begin: What the client has asked for.
            environment: TERM and COLORFGBG of the terminal.
            elapsed: Returns seconds that no setting of the clock changes.
        """
        super().__init__(
            election,
            sandbox.clock,
            demo_profile(helped=sandbox.helped),
            sandbox.open,
            environment=environment,
        )
        self.demonstration = Demonstration(self, sandbox)
        self.guest = Guest(self, self.demonstration, line)
        self.further_lines.append(self.guest.said.lines)
        self.clock_of_visit = VisitClock(self, elapsed)
        self._reports, self._limits, self._begin = reports, limits, begin

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """The style sheets of a visit that has an end."""
        return TIMED_SHEETS

    def on_ready(self) -> None:
        """Say that the first screen is shown, count the time, and open what was asked for."""
        self._reports.ready()
        self._reports.begun()
        self.clock_of_visit.start(self._limits, self.end)
        if self._begin.trains:
            self.go(ROOM)
        else:
            open_target(self, self.demonstration, self._begin.target)
        self.guest.start()

    def action_lead(self, route: Route) -> None:
        """Open a screen by which the demonstration is led, or a trainer's room."""
        if route != ROOM or self._begin.trains:
            self.demonstration.lead(route)

    def action_tour(self) -> None:
        """Begin the guided visit, or end it."""
        self.demonstration.tour()

    def end(self, reason: VisitEnd) -> None:
        """End the session, for a reason."""
        self.clock_of_visit.stop()
        self._reports.ended(reason)
        super().action_leave()
        self.farewell = FAREWELLS.get(reason, LEFT)

    def action_leave(self) -> None:
        """QUITTEZ."""
        self.end(VisitEnd.LEFT)

    def say_fault(self, reference: str) -> None:
        """Report it to the host, and say it on the terminal."""
        self._reports.fault(reference)
        super().say_fault(reference)
