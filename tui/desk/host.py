"""The helpdesk of the configured election, on this terminal."""

from __future__ import annotations

import socket
from pathlib import Path

import models
from tui.command_line.election_files import chosen_election_file
from tui.desk.app import DeskApp
from tui.hosts.sender import SenderStarter
from tui.hosts.terminal import hold_visit
from tui.logs.events import use_election
from tui.visit.profiles import desk_profile


def hold_desk(config: Path | None) -> int:
    """Hold the helpdesk until its agent leaves, and return the exit status.

    Args:
        config: The election file that was named, if any.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    path = chosen_election_file(config)
    election = models.load_election(path)
    use_election(election)
    clock = models.SystemClock()
    starter = SenderStarter(path) if election.mail.sends_here else None
    app = DeskApp(
        election,
        clock,
        desk_profile(socket.gethostname()),
        lambda: models.Espace(election, clock, start_sender=starter).verify(),
    )
    return hold_visit(app)
