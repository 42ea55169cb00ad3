"""Opening a file that somebody else has named."""

from __future__ import annotations

import os


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe is not waited for, nor does a terminal become this program's.

    Args:
        path: The file.
        flags: What `open` asks of its opener.
    """
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
