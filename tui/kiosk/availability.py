"""Whether a kiosk can serve: it opens the election, reports to it, and tries again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.kiosk.reporting import KioskReporting
    from tui.kiosk.state_machine import KioskStateMachine


class Availability:
    """Opens the election and reports to it again and again, whatever screen is in front.

    Attributes:
        report_every: Seconds between two reports while no one is there: a report that
            fails is how an unavailable database is noticed before a person comes.
        report_in_visit_every: Seconds between two of them in a visit, whose own screens
            say what is unavailable.
        retry_every: Seconds between two tries if the election cannot be opened.
        reporting: Opens the election and reports to it.
        lost: The election is not available at the moment.
    """

    def __init__(
        self, kiosk: KioskStateMachine, reporting: KioskReporting, fail: Callable[[Exception], None]
    ) -> None:
        """Take the kiosk.

        Args:
            kiosk: Its state, which changes with what is found.
            reporting: Opens the election and reports to it.
            fail: Ends the process because of a fault of the program.
        """
        self.report_every = 20
        self.report_in_visit_every = 60
        self.retry_every = 10
        self.lost = False
        self._kiosk = kiosk
        self.reporting = reporting
        self._fail = fail

    async def watch(self) -> None:
        """Open, report, and let time pass, for ever."""
        try:
            while True:
                available = await self.reporting.open()
                if available:
                    self._kiosk.opened()
                    available = await self.reporting.report()
                self.lost = not available
                self._kiosk.settle(available=available)
                if available:
                    await self.reporting.send_left_over()
                await self._rest(available)
        except Exception as error:
            self._fail(error)

    async def _rest(self, available: bool) -> None:
        """Let time pass until the next report or try, and say how much in the latter case."""
        if available:
            await asyncio.sleep(self.seconds_to_next_report)
            return
        for left in range(self.retry_every, -1, -1):
            self._kiosk.say_wait(left)
            await asyncio.sleep(min(left, 1))

    @property
    def seconds_to_next_report(self) -> int:
        """How long the database is left alone."""
        return self.report_in_visit_every if self._kiosk.in_visit else self.report_every
