"""A program for the tests that need a real terminal: a kiosk's application without its host.

`python -m tests.tui.kiosk.pty_kiosk ELECTION_DIRECTORY REPORTS [crash] [large]`: what the
application reports is written to a file; with `crash`, F9 raises in a visit.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models import Espace, toulouse_election
from tests.models.clocks import HandClock
from tui.hosts.reports import Reports
from tui.hosts.terminal import hold_visit
from tui.hosts.visits_before import VisitsBefore
from tui.kiosk.app import KioskApp
from tui.screens.home import HomeScreen
from tui.visit.profiles import kiosk_profile


def fail(self: HomeScreen) -> None:
    """Fail with a secret in a variable and in the message."""
    typed = "Camelia4Tarbes"
    raise ValueError(typed)


def main() -> None:
    directory, reports = sys.argv[1:3]
    if "crash" in sys.argv:
        HomeScreen.key_f9 = fail  # type: ignore[attr-defined]  # no key of the real screen
    election = toulouse_election(f"sqlite:///{Path(directory) / 'demonstration.sqlite'}")
    clock = HandClock()
    espace = Espace(election, clock)
    app = KioskApp(
        election,
        clock,
        kiosk_profile("salle-12", large="large" in sys.argv),
        lambda: espace,
        Reports(os.open(reports, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)),
        VisitsBefore(),
    )
    status = hold_visit(app)
    espace.close()
    raise SystemExit(status)


if __name__ == "__main__":
    main()
