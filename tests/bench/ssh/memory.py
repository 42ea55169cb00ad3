"""The memory of processes that share most of theirs (proc_pid_smaps(5))."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean


def proportional(pid: int) -> float:
    """Return the MiB of a process, a page that others share divided by their number.

    Raises:
        OSError: It has ended, or may not be looked into: such as guard their memory show it to
            root alone.
    """
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"(?m)^Pss:\s+(\d+) kB$", rollup)
    assert found, rollup
    return int(found[1]) / 1024


def mean_of(pids: Iterable[int]) -> float:
    """Return the mean of the same of several processes.

    Raises:
        OSError: As `proportional`.
    """
    return fmean(proportional(pid) for pid in pids)
