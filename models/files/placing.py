"""Giving a whole file its name, never over another one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

NO_HARD_LINKS = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
)
"""What a file system answers that knows of no second name: FAT, some network shares."""


def place_new(draft: Path, path: Path) -> None:
    """Let a whole file be found under its name too; the draft's may stay, for the caller to remove.

    Raises:
        FileExistsError: There is a file of that name.
        OSError: It cannot be placed.
    """
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        _take_place(draft, path)


def _take_place(draft: Path, path: Path) -> None:
    """Take the name by an empty file, which fails if there is one, then replace that."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(draft, path)
    except BaseException:
        path.unlink()
        raise
