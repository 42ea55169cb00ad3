"""The memory of a process."""

from __future__ import annotations

import re
from pathlib import Path


def resident(pid: int) -> int:
    """Return the bytes of memory that a process has."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert found
    return int(found[1]) << 10
