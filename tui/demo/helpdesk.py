"""`espace-electeur helpdesk --demo`: the helpdesk beside a running demonstration."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import models
from models import EspaceError
from tui.demo.beside import BesideDemonstration
from tui.demo.sandbox import helped_sandboxes, sample_in, sandbox_election
from tui.demo.shared_clock import FollowedClock
from tui.desk.app import DeskApp
from tui.desk.picture_place import place_of_demonstration
from tui.desk.pictures import Pictures
from tui.hosts.terminal import hold_visit
from tui.visit.profiles import desk_profile

if TYPE_CHECKING:
    from pathlib import Path

    from models import Espace

NONE_RUNS = (
    "Aucune démonstration n'est en cours : lancez d'abord « make demo » dans un autre terminal."
)


def hold_helpdesk_of_demo() -> int:
    """Hold the helpdesk of the newest demonstration that runs, and return the exit status.

    Raises:
        EspaceError: None runs.
    """
    running = helped_sandboxes()
    if not running:
        raise EspaceError(NONE_RUNS)
    app = desk_beside(running[0], among=len(running))
    app.when_ready.append(app.pictures.begin)
    return hold_visit(app)


def desk_beside(directory: Path, *, among: int = 1) -> DeskApp:
    """Return the helpdesk of a demonstration.

    Args:
        directory: Of its sandbox.
        among: How many demonstrations run.
    """
    sample, clock = sample_in(directory), FollowedClock(directory)
    election = sandbox_election(directory, sample)
    pictures = Pictures(place_of_demonstration(sample.name))

    def opened() -> Espace:
        espace = models.Espace(election, clock).verify()
        espace.desk.fill_helpdesk()
        return espace

    profile = desk_profile(socket.gethostname())
    app = DeskApp(election, clock, profile, opened, pictures=pictures)
    BesideDemonstration(app, directory, clock, among)
    return app
