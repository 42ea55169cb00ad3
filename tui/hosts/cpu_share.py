"""Whether a silent process hangs, or was merely not given the processor."""

from __future__ import annotations

import os
from pathlib import Path

_STATE, _USER, _SYSTEM = 0, 11, 12
"""Places after the name in /proc/PID/stat: proc_pid_stat(5), from its third field on."""
_RUNNABLE = "R"


def cpu_seconds(pid: int) -> float:
    """Return the seconds of a core that the main thread of a process has used; 0 if unknown."""
    return _main_thread(pid)[1]


def is_runnable(pid: int) -> bool:
    """Tell whether the main thread of a process runs or waits for a core."""
    return _main_thread(pid)[0] == _RUNNABLE


def _main_thread(pid: int) -> tuple[str, float]:
    """Return its state, a letter, and the seconds that it has used."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/stat").read_text("utf-8", "replace")
    except OSError:  # it has just ended, or the system shows it to nobody
        return "", 0.0
    fields = text.rpartition(")")[2].split()
    ticks = int(fields[_USER]) + int(fields[_SYSTEM])
    return fields[_STATE], ticks / os.sysconf("SC_CLK_TCK")
