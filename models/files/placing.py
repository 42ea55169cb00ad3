"""Giving a whole file or directory its name: at once, and never over another one unasked."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

CURRENT_DIRECTORY, EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux (renameat2(2)), which Python has no function for."""

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


def exchange(one: Path, other: Path) -> None:
    """Give two directories each other's name at once: at no moment is one of the names missing.

    Raises:
        OSError: One is missing, or the file system cannot do it.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    places = (CURRENT_DIRECTORY, os.fsencode(one), CURRENT_DIRECTORY, os.fsencode(other))
    if library.renameat2(*places, EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _take_place(draft: Path, path: Path) -> None:
    """Take the name by an empty file, which fails if there is one, then replace that."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(draft, path)
    except BaseException:
        path.unlink()
        raise
