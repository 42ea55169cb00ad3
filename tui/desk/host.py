"""The helpdesk of the configured election, on this terminal."""

from __future__ import annotations

import socket
from pathlib import Path

from tui.desk.app import DeskApp
from tui.hosts.visit import hold_app
from tui.visit.profiles import desk_profile


def hold_desk(config: Path | None) -> int:
    """Hold the helpdesk until its agent leaves, and return the exit status.

    Args:
        config: The election file that was named, if any.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    profile = desk_profile(socket.gethostname())
    return hold_app(
        config, lambda election, clock, opened: DeskApp(election, clock, profile, opened)
    )
