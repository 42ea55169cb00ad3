"""The loop of a kiosk: one process after the other on one terminal, for ever.

This process holds the terminal and has everything imported; it has no thread, event loop,
open database or application of its own, and nothing that a person types ever comes into it.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from models import typeset
from tui.hosts.forked_terminal import HUNG_UP, hold_forked
from tui.hosts.guardian import Guardian
from tui.hosts.time_limit import time_limit
from tui.hosts.visit_process import VisitProcess, fork_visit, wait_for
from tui.hosts.visit_record import VisitRecord
from tui.hosts.visits_before import VisitsBefore
from tui.hosts.visits_log import record_fault, write_visit
from tui.visit.glyphs import Glyphs

if TYPE_CHECKING:
    from models import Clock
    from tui.application.app import EspaceApp
    from tui.hosts.host_signals import HostSignals
    from tui.hosts.reports import Reports
    from tui.hosts.supervisor import Supervisor
    from tui.hosts.terminal_state import TerminalState

PLACE = "kiosk"
"""Of a fault that a visit's process could not record itself."""
AT_ONCE = 3
"""Crashes in a row at which the restart begins to slow down."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 3.0
"""Seconds; growing by the first, so that a person never waits long."""


class Restarts:
    """Counts crashes in a row; never gives up."""

    def __init__(self) -> None:
        """Begin with none."""
        self._crashes = 0

    def note(self, *, crashed: bool) -> None:
        """Take note of how a visit ended."""
        self._crashes = self._crashes + 1 if crashed else 0

    @property
    def pause(self) -> float:
        """Seconds before the next visit."""
        late = self._crashes - AT_ONCE + 1
        return min(FIRST_PAUSE * late, LONGEST_PAUSE) if late > 0 else 0.0


RESTING = "Cet ordinateur redémarre. Un instant, s'il vous plaît."
LAST_MOMENTS = 1.0
"""Seconds that a visit has to end when the kiosk is left."""
LOOK = 1.0
"""Seconds between two checks of everything, even without a report or a signal."""
MOST_UNSAVED = 1000
"""Ended visits that are kept while the database is away; the log has them all."""


MakeApp = Callable[["Reports", VisitsBefore], "EspaceApp"]


class KioskLoop:
    """Forks visits until it is asked to end."""

    def __init__(
        self,
        make_app: MakeApp,
        terminal: TerminalState,
        signals: HostSignals,
        supervisor: Supervisor,
        clock: Clock,
    ) -> None:
        """Take what makes the application of a visit, and what the loop depends on."""
        self._make_app = make_app
        self._terminal = terminal
        self._signals = signals
        self._supervisor = supervisor
        self._clock = clock
        self._restarts = Restarts()
        self._guardian = Guardian(terminal, signals)
        self._before = VisitsBefore()
        self._left_by: signal.Signals | None = None

    def run(self) -> int:
        """Hold visits and return the exit status.

        0 after the staff code or SIGTERM; 129 if the terminal is gone, so that
        a service manager starts the kiosk again.
        """
        try:
            self._terminal.rest()
            while not self._one_visit():
                self._pause()
                if self._left_by:
                    break
        except OSError:
            return HUNG_UP
        finally:
            self._supervisor.leaving()
            self._guardian.dismiss()
            self._terminal.give_back()
        return HUNG_UP if self._left_by is signal.SIGHUP else 0

    def _one_visit(self) -> bool:
        """Hold a visit; return whether the kiosk is to be left after it.

        Raises:
            OSError: The terminal is gone.
        """
        before = self._before

        def hold(reports: Reports) -> int:
            return hold_forked(
                lambda: self._make_app(reports, before), reports, self._terminal.give_back
            )

        try:
            process = fork_visit(hold, self._signals)
        except OSError:  # no process or memory left for the moment
            self._restarts.note(crashed=True)
            return False
        record = VisitRecord()
        try:
            self._attend(process, record)
        finally:
            process.close()
        try:
            if not record.staff:
                self._terminal.rest()  # first of all: the next person sees nothing of this one
        finally:
            self._conclude(process, record)
        return record.staff or self._left_by is not None

    def _attend(self, process: VisitProcess, record: VisitRecord) -> None:
        """Wait for the end of a visit, whatever becomes of it."""
        waiting = select.poll()
        for descriptor in (process.descriptor, self._signals.descriptor):
            waiting.register(descriptor, select.POLLIN)
        killed_at: float | None = None
        while process.status is None:
            wait_for((process,), waiting, LOOK)
            self._hear(process, record)
            if self._left_by and killed_at is None:
                process.send(signal.SIGTERM)
                killed_at = monotonic() + LAST_MOMENTS
            if killed_at is not None and monotonic() > killed_at:
                process.send(signal.SIGKILL)
            process.look()
        self._hear(process, record)

    def _hear(self, process: VisitProcess, record: VisitRecord) -> None:
        """Take note of what the visit and the kernel have reported."""
        self._listen()
        was_ready = record.ready
        for report in process.reports():
            record.take(report, self._clock.now())
        if record.ready and not was_ready:
            self._supervisor.ready()

    def _listen(self) -> None:
        """Handle the signals, and notify the service manager that the loop runs."""
        ends = self._signals.read() & {signal.SIGTERM, signal.SIGHUP}
        if ends and self._left_by is None:
            self._left_by = signal.Signals(max(ends))
        self._supervisor.alive()
        self._guardian.keep()

    def _conclude(self, process: VisitProcess, record: VisitRecord) -> None:
        """Write down how a visit ended, for the log and for the next one."""
        crashed = self._left_by is None and record.went_wrong(process)
        self._restarts.note(crashed=crashed)
        ended = record.ended(process, self._clock.now())
        reference = record.reference
        with suppress(TimeoutError), time_limit(LOOK):  # whatever ails the place of the logs
            if crashed and not reference:
                reference = record_fault(record.end_of(process), PLACE)
            if ended is not None:
                write_visit(ended, record.seconds, reference)
        unsaved = self._before.unsaved[record.saved :]
        if ended is not None:
            unsaved = (*unsaved, ended)[-MOST_UNSAVED:]
        self._before = VisitsBefore(ended, reference if ended else "", unsaved)

    def _pause(self) -> None:
        """Let some time pass after crashes in a row, and say so."""
        pause = self._restarts.pause
        if not pause:
            return
        self._terminal.say(Glyphs.of_terminal(os.environ).text(typeset(RESTING)))
        until = monotonic() + pause
        waiting = select.poll()
        waiting.register(self._signals.descriptor, select.POLLIN)
        while (left := until - monotonic()) > 0 and self._left_by is None:
            waiting.poll(1000 * min(left, LOOK))
            self._listen()
