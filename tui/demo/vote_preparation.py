"""The vote of a demonstration is prepared, and counted, while nobody waits for it."""

from __future__ import annotations

from threading import Event, Lock, Thread, Timer
from typing import TYPE_CHECKING

from models import EspaceError
from tui.logs.journal import record_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from models import Calendar, Espace, Progress, Sample

PAUSE, BETWEEN = 3.0, 10.0
"""Seconds before keys and seal are made, which takes one, and before ballots, which takes three:
the first screens have the machine for themselves. Who is at the vote earlier has it at once."""
SOON = 86_400.0
"""Seconds for which a demonstration waits by itself for what comes next."""
PATIENCE = 3.0
"""Seconds that the end of a demonstration waits for what is being made: it is told every 50 ms."""
PLACE = "demo"
"""Of a fault, in the logs."""
FAILED = (
    "Le vote de cette démonstration n'a pas pu être préparé. « Tout recommencer » (F8, puis F5) en "
    "prépare un autre."
)


class VotePreparation:
    """A thread that seals the vote, fills its urns once it has begun, and counts them.

    Attributes:
        ready: Set once the vote is sealed, or could not be.
        full: Whether the other electors have voted.
        counted: Whether the urns are counted, it being the day of the results.
        progress: How far what is being made is; None: nothing is, or it has just begun.
    """

    def __init__(
        self,
        espace: Espace,
        sample: Sample | None = None,
        *,
        prepared: bool = False,
        tell_change: Callable[[], object] = lambda: None,
    ) -> None:
        """Take a sandbox; nothing is begun yet.

        Args:
            espace: The open election.
            sample: With which it was filled; None: the default one.
            prepared: All is made already, as it is at the present moment.
            tell_change: Is called, in the thread, as something else is to be shown of it.
        """
        self._tell_change = tell_change
        self._espace, self._sample = espace, sample
        self.ready = Event()
        self.full = prepared and self._is_past(self._calendar.vote_opens)
        self.counted = False
        self.progress: Progress | None = None
        if prepared:
            self.ready.set()
        self._seal_now, self._fill_now = Event(), Event()
        self._changing = Lock()
        self._thread: Thread | None = None
        self._later: Timer | None = None
        self._due = self._over = self._failed = False

    def begin(self, *, at_once: bool = False) -> None:
        """Begin, or begin again at another moment; does not wait.

        Args:
            at_once: Make no pause: somebody has travelled, and looks what has changed.
        """
        if at_once:
            self._make_no_pause()
        with self._changing:
            self._due = not self._over
            if self._due and self._thread is None:
                self._thread = Thread(target=self._run, name="vote", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until the vote is sealed: in a thread, never in an event loop.

        Raises:
            EspaceError: It could not be.
        """
        self._seal_now.set()
        self.ready.wait()
        if self._failed:
            raise EspaceError(FAILED)

    def end(self) -> None:
        """End what is going on, and wait for it; nothing is begun afterwards."""
        with self._changing:
            self._due, self._over, thread, later = False, True, self._thread, self._later
        if later is not None:
            later.cancel()
            later.join(PATIENCE)
        self._make_no_pause()
        if thread is not None:
            thread.join(PATIENCE)

    def _run(self) -> None:
        while self._is_due():
            try:
                self._prepare()
            except Exception as error:
                if not self._over:
                    record_error(error, PLACE)
                    self._failed = not self.ready.is_set()
        self.ready.set()

    def _is_due(self) -> bool:
        """Return whether there is something to make; otherwise this thread is over."""
        with self._changing:
            due, self._due = self._due, False
            if not due:
                self._thread = None
                self._plan()
            return due

    def _plan(self) -> None:
        """Begin again by itself as the vote opens, or the day of the results comes."""
        if self._later is not None:
            self._later.cancel()
        moments = (self._calendar.vote_opens, self._calendar.results_from)
        waits = [(moment - self._espace.clock.now()).total_seconds() for moment in moments]
        coming = [wait for wait in waits if 0 < wait <= SOON]
        if coming and not self._over:
            self._later = Timer(min(coming) + 1, self.begin)
            self._later.daemon = True
            self._later.start()

    def _prepare(self) -> None:
        """Make what is missing at this moment."""
        self._seal_now.wait(PAUSE)
        self._require_going_on()
        administration = self._espace.administration
        administration.prepare_vote(self._sample, tell=self._tell)
        self.ready.set()
        self._show(None)
        if self._is_past(self._calendar.vote_opens):
            self._fill_now.wait(BETWEEN)
            self._require_going_on()
            administration.reopen_urns()
            administration.fill_urns(tell=self._tell)
            self.full = True
            administration.count_urns(tell=self._tell)
            self.counted = self._is_past(self._calendar.results_from)
        self._show(None)

    def _make_no_pause(self) -> None:
        self._seal_now.set()
        self._fill_now.set()

    def _tell(self, progress: Progress) -> None:
        """Keep how far it is, and end what is being made there."""
        self._show(progress)
        self._require_going_on()

    def _show(self, progress: Progress | None) -> None:
        self.progress = progress
        self._tell_change()

    def _require_going_on(self) -> None:
        if self._over:
            raise DemonstrationEnded

    @property
    def _calendar(self) -> Calendar:
        return self._espace.election.calendar

    def _is_past(self, moment: datetime) -> bool:
        return self._espace.clock.now() >= moment


class DemonstrationEnded(Exception):
    """Nothing more is to be prepared."""
