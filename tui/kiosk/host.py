"""`espace-electeur kiosk`: a terminal that is left unattended."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import models
from tui.command_line.election_files import chosen_election_file
from tui.command_line.process_guards import keep_memory_private
from tui.hosts.host_signals import HostSignals
from tui.hosts.isolation import is_isolated
from tui.hosts.kiosk_loop import KioskLoop, MakeApp
from tui.hosts.preloading import preload
from tui.hosts.reports import Reports
from tui.hosts.sender import SenderStarter
from tui.hosts.supervisor import Supervisor
from tui.hosts.terminal import NO_TERMINAL
from tui.hosts.terminal_state import TerminalState
from tui.hosts.time_limit import time_limit
from tui.hosts.visits_before import VisitsBefore
from tui.kiosk.app import KioskApp
from tui.logs.events import use_election
from tui.visit.profiles import kiosk_profile

OPEN_TO_NONE = 0o077
LAST_MOMENTS = 3.0
"""Seconds to leave the database in order, well below the patience of a service manager."""
NOT_ISOLATED = (
    "Une borne se lance par « espace-electeur kiosk » : c'est ainsi qu'elle se protège de "
    "l'environnement de la machine."
)


def hold_kiosk(config: Path | None, *, notify: int | None, watchdog: int | None) -> int:
    """Hold visits on this terminal and return the exit status, as `KioskLoop.run`.

    Args:
        config: The election file, None for the one of the environment or of the account.
        notify: Descriptor of the service manager's socket, or None.
        watchdog: Microseconds of silence after which the service manager ends the
            kiosk, or None.

    Raises:
        EspaceError: The election file is missing or wrong, there is no terminal, or this
            process was started in another way.
    """
    if not is_isolated(os.environ):
        raise models.EspaceError(NOT_ISOLATED)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise models.EspaceError(NO_TERMINAL)
    path = chosen_election_file(config).absolute()
    election = models.load_election(path)
    use_election(election)
    os.umask(OPEN_TO_NONE)
    os.chdir("/")
    keep_memory_private()
    signals = HostSignals()
    terminal = TerminalState(os.environ)
    try:
        preload(election, ("tui.kiosk",))
    except BaseException:
        terminal.give_back()
        raise
    supervisor = Supervisor(notify, watchdog)
    make_app = _app_maker(path, election)
    status = KioskLoop(make_app, terminal, signals, supervisor, models.SystemClock()).run()
    _fold_log(election)
    return status


def _fold_log(election: models.Election) -> None:
    """Copy SQLite's log into its file, as whoever closes a database last does.

    Visits end at once and close nothing; with a log beside it, a copy of the file alone would
    miss the last of them.
    """
    with suppress(Exception), time_limit(LAST_MOMENTS):  # a kiosk is left whatever ails it
        models.Espace(election, models.SystemClock()).verify().close()


def _app_maker(path: Path, election: models.Election) -> MakeApp:
    """Return what makes the application of a visit, in the visit's own process."""
    clock = models.SystemClock()
    name = election.kiosk.known_as(socket.gethostname())
    profile = kiosk_profile(name, large=election.kiosk.layout == "large")

    def make_app(reports: Reports, before: VisitsBefore) -> KioskApp:
        opener = election_opener(path, election, clock)
        return KioskApp(election, clock, profile, opener, reports, before)

    return make_app


def election_opener(
    path: Path, election: models.Election, clock: models.Clock
) -> Callable[[], models.Espace]:
    """Return what opens the election for a visit, again and again until it works.

    Its senders are started by one starter, which ends with the process: each holds a pipe.
    """
    starter = SenderStarter(path, ends_with_visit=True) if election.mail.sends_here else None
    return lambda: models.Espace(election, clock, start_sender=starter).verify()
