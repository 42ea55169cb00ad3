"""One visit of the configured election, on this terminal."""

from __future__ import annotations

from pathlib import Path

import models
from tui.application.app import EspaceApp
from tui.command_line.election_files import chosen_election_file
from tui.hosts.sender import SenderStarter
from tui.hosts.terminal import hold_visit
from tui.logs.events import use_election
from tui.visit.profiles import terminal_profile


def hold_configured_visit(config: Path | None) -> int:
    """Hold one visit, and return its exit status.

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
    app = EspaceApp(
        election,
        clock,
        terminal_profile(),
        lambda: models.Espace(election, clock, start_sender=starter).verify(),
    )
    return hold_visit(app)
