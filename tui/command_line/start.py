"""How long ago this process began: a monitor's second counts from there."""

from __future__ import annotations

import os
from pathlib import Path
from time import CLOCK_BOOTTIME, clock_gettime

_STARTTIME = 22
"""Number of the field in proc_pid_stat(5), in clock ticks since the machine was started."""


def seconds_since_start() -> float:
    """Return the seconds since the kernel made this process, 0 if it cannot be asked."""
    try:
        stat = Path("/proc/self/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    # The second field is the program's name in parentheses, which may hold spaces.
    fields = stat.rpartition(")")[2].split()
    ticks = int(fields[_STARTTIME - 3])
    return clock_gettime(CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
