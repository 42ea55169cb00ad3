"""One visit of the configured election, on this terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import models
from tui.application.app import EspaceApp
from tui.command_line.election_files import chosen_election_file
from tui.hosts.sender import SenderStarter
from tui.hosts.terminal import hold_visit
from tui.logs.events import use_election
from tui.visit.profiles import terminal_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from models import Clock, Election, Espace

    MakeApp = Callable[[Election, Clock, Callable[[], Espace]], EspaceApp]


@dataclass(frozen=True, slots=True)
class Configured:
    """A configured election that an application is about to open.

    Attributes:
        election: As its file has it.
        clock: The present.
        opened: Opens and checks it; raises `Unavailable`.
    """

    election: Election
    clock: Clock
    opened: Callable[[], Espace]


def load_configured(path: Path) -> Configured:
    """Read an election file, and have this process write its logs as it says.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    election = models.load_election(path)
    use_election(election)
    clock = models.SystemClock()
    starter = SenderStarter(path) if election.mail.sends_here else None

    def opened() -> Espace:
        return models.Espace(election, clock, start_sender=starter).verify()

    return Configured(election, clock, opened)


def hold_configured_visit(config: Path | None) -> int:
    """Hold one visit, and return its exit status; `config` and errors are as for `hold_app`."""
    return hold_app(
        config,
        lambda election, clock, opened: EspaceApp(election, clock, terminal_profile(), opened),
    )


def hold_app(config: Path | None, make: MakeApp) -> int:
    """Hold an application of the configured election, and return its exit status.

    Args:
        config: The election file that was named, if any.
        make: Makes the application, from the election, the present, and what opens it.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    configured = load_configured(chosen_election_file(config))
    return hold_visit(make(configured.election, configured.clock, configured.opened))
