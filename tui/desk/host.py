"""The helpdesk of the configured election, on this terminal."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

from tui.desk.app import DeskApp
from tui.desk.picture_place import place_of_election
from tui.desk.pictures import Pictures
from tui.hosts.visit import hold_app
from tui.visit.profiles import desk_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from models import Clock, Election, Espace


def hold_desk(config: Path | None) -> int:
    """Hold the helpdesk until its agent leaves, and return the exit status.

    Args:
        config: The election file that was named, if any.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    profile = desk_profile(socket.gethostname())

    def make(election: Election, clock: Clock, opened: Callable[[], Espace]) -> DeskApp:
        pictures = pictures_of(election)
        app = DeskApp(election, clock, profile, opened, pictures=pictures)
        app.when_ready.append(pictures.begin)
        return app

    return hold_app(config, make)


def pictures_of(election: Election) -> Pictures:
    """Return the pictures of an election; none if its file has gone meanwhile."""
    try:
        return Pictures(place_of_election(election) if election.file else None)
    except OSError:
        return Pictures()
