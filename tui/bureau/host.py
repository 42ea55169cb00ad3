"""The board of the configured election, on this terminal."""

from __future__ import annotations

import socket
from pathlib import Path

from tui.bureau.app import BureauApp
from tui.hosts.visit import hold_app
from tui.visit.profiles import bureau_profile


def hold_bureau(config: Path | None) -> int:
    """Hold the board's screens until they are left, and return the exit status.

    Args:
        config: The election file that was named, if any.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    profile = bureau_profile(socket.gethostname())
    return hold_app(
        config, lambda election, clock, opened: BureauApp(election, clock, profile, opened)
    )
