"""What a kiosk does behind its screen: it opens the election, and says that it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from models import Unavailable
from tui.logs.events import write_event
from tui.logs.troubles import TROUBLES

if TYPE_CHECKING:
    from tui.application.opening import Opening
    from tui.hosts.reports import Reports
    from tui.hosts.visits_before import VisitsBefore


class KioskReporting:
    """Reports to the database that the kiosk is there, and the visits that have ended.

    Attributes:
        reported: The last report has come through.
    """

    reported = False

    def __init__(
        self,
        opening: Opening,
        name: str,
        before: VisitsBefore,
        reports: Reports,
        journal: Callable[[Exception], str],
    ) -> None:
        """Take what is reported, and to what.

        Args:
            opening: Of the election.
            name: Of the kiosk.
            before: The visits before: the database does not know some of them yet.
            reports: Takes, for the host, how many of them are saved.
            journal: Records an unforeseen error and returns its reference.
        """
        self._opening = opening
        self._name = name
        self._unsaved = before.unsaved
        self._reports = reports
        self._journal = journal
        self._journalled = False

    async def open(self) -> bool:
        """Open the election if it is not open; return whether it is."""
        return self._opening.is_open or not await self._opening.attempt(self._journal)

    async def report(self) -> bool:
        """Report to the open election; return whether its database is there.

        An unforeseen error is recorded once, and keeps no one from a visit.
        """
        espace, unsaved = self._opening.espace, self._unsaved
        self.reported = False
        try:
            end = await asyncio.to_thread(espace.kiosk.report, self._name, unsaved)
        except Unavailable as error:
            await asyncio.to_thread(TROUBLES.note, error)
            return False
        except Exception as error:
            self._journal_once(error)
            return True
        self.reported = True
        if unsaved:
            await asyncio.to_thread(write_event, "visits_reported", audit_end=str(end))
            self._unsaved = ()
            self._reports.saved(len(unsaved))
        return True

    async def send_left_over(self) -> None:
        """Have the mails sent that earlier visits left: a sender ends with its visit.

        This process opens none of them, nor will the visit that it holds next: a sender does, and
        ends. What fails is as with a report, which says next whether the database is there.
        """
        espace = self._opening.espace
        try:
            await asyncio.to_thread(espace.kiosk.send_left_over)
        except Unavailable as error:
            await asyncio.to_thread(TROUBLES.note, error)
        except Exception as error:
            self._journal_once(error)

    def _journal_once(self, error: Exception) -> None:
        if not self._journalled:
            self._journalled = True
            self._journal(error)
