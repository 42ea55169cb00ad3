"""What a session over SSH adds to a helpdesk: reports to the host, an end, the host's sentences."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from models import say_wait
from tui.application.timing import since_boot
from tui.application.visit_clock import VisitClock
from tui.ssh.assistance.words import WALKED_AWAY
from tui.ssh.room_messages import Say
from tui.ssh.said import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from models import VisitEnd
    from tui.application.timing import Limits
    from tui.desk.app import DeskApp
    from tui.hosts.reports import Reports
    from tui.ssh.messages import Line


class RemoteDesk:
    """A helpdesk whose agent is elsewhere.

    It locks as on a terminal. Whoever has left it alone for much longer is gone, and so is it then,
    without a question: there is nothing to lose.
    """

    def __init__(
        self,
        app: DeskApp,
        reports: Reports,
        line: Line,
        limits: Limits,
        *,
        elapsed: Callable[[], float] = since_boot,
    ) -> None:
        """Take the application, which does not run yet.

        Args:
            app: The helpdesk.
            reports: Takes what the host has to know.
            line: To the host.
            limits: How long it may be left alone.
            elapsed: Returns seconds that no setting of the clock changes.
        """
        self._app, self._reports, self._line, self._limits = app, reports, line, limits
        self._clock = app.clock_of_visit = VisitClock(app, elapsed)
        self._said = Said(app)
        app.further_lines.append(self._said.lines)
        app.when_ready.append(self._start)
        app.when_faulty.append(self._fault)

    def _start(self) -> None:
        """Say that the first screen is shown, count the time, and hear the host."""
        self._reports.ready()
        self._clock.start(self._limits, self._end, asks=False)
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._hear)

    def _hear(self) -> None:
        messages = self._line.waiting()
        if not messages:  # the host is gone: the kernel tells the process itself
            asyncio.get_running_loop().remove_reader(self._line.fileno())
        for message in messages:
            if isinstance(message, Say):
                self._said.say(message.words)

    def _end(self, reason: VisitEnd) -> None:
        """End the session: nobody is there."""
        self._clock.stop()
        self._reports.ended(reason)
        self._app.action_leave()
        wait = say_wait(timedelta(seconds=self._limits.idle))
        self._app.farewell = WALKED_AWAY.format(wait=wait)

    def _fault(self, reference: str) -> None:
        """Report a fault to the host, which says it to the agent."""
        self._reports.fault(reference)
        self._app.farewell = ""
