"""Running a command as an account that file modes hold back, whoever runs the tests."""

from __future__ import annotations

import os

POWERS = "-dac_override,-dac_read_search"
"""What root reads and enters everything by (capabilities(7))."""


def held_back(command: list[str]) -> list[str]:
    """Return a command that file modes hold back: as it is, or as root without its powers."""
    if os.getuid() != 0:
        return command
    return ["setpriv", f"--inh-caps={POWERS}", f"--bounding-set={POWERS}", *command]
