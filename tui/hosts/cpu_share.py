"""Whether a silent process hangs, or was merely not given the processor or the disk."""

from __future__ import annotations

import os
from pathlib import Path

_STATE, _USER, _SYSTEM = 0, 11, 12
"""Places after the name in /proc/PID/stat: proc_pid_stat(5), from its third field on."""
_WANTING = frozenset("RD")
"""The states of a thread that runs or waits for a core, and of one that waits for the disk."""


def cpu_seconds(pid: int) -> float:
    """Return the seconds of a core that the threads of a process have used; 0 if unknown."""
    fields = _fields(Path(f"/proc/{pid}/stat"))
    ticks = int(fields[_USER]) + int(fields[_SYSTEM]) if fields else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def wants_to_run(pid: int) -> bool:
    """Tell whether any thread of a process runs, or waits for a core or the disk.

    The main thread alone would not do: it may wait for another one that holds the interpreter.
    """
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # it has just ended
        return False
    return any(fields[_STATE] in _WANTING for each in threads if (fields := _fields(each / "stat")))


def _fields(stat: Path) -> list[str]:
    """Return the fields after the name; none if it has just ended, or is shown to nobody."""
    try:
        return stat.read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []
