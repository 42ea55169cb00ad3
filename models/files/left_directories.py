"""Directories for a moment's work, and what killed processes have left of them."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SCRATCH = "espace-electeur-vote-"
"""How the names of temporary directories begin that hold archives: no secret, but much room."""


@contextmanager
def scratch_directory() -> Iterator[Path]:
    """Give a temporary directory (0700) of the machine; it is removed at the end.

    What processes of the same account that were killed have left is removed before.

    Raises:
        OSError: It cannot be made.
    """
    parent = Path(tempfile.gettempdir())
    remove_left(parent, re.compile(rf"{SCRATCH}[a-z0-9_]+"))
    directory, lock = locked_directory(parent, prefix=SCRATCH)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)
        os.close(lock)


def locked_directory(parent: Path, *, prefix: str, suffix: str = "") -> tuple[Path, int]:
    """Make a directory and hold its lock, which tells that nobody has left it.

    Returns:
        The directory, and the descriptor that holds the lock until it is closed.

    Raises:
        OSError: It cannot be made.
    """
    while True:
        directory = Path(tempfile.mkdtemp(suffix, prefix, parent))
        with suppress(FileNotFoundError):  # taken for a leftover before it was locked
            lock = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if directory.exists():
                return directory, lock
            os.close(lock)


def remove_left(parent: Path, names: re.Pattern[str]) -> None:
    """Remove this account's directories of such names whose processes are gone.

    Args:
        parent: Where they are.
        names: What their names match as a whole.

    Raises:
        OSError: The parent cannot be read.
    """
    for entry in os.scandir(parent):
        if names.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            with suppress(OSError):  # another account's, one that is held, or just removed
                lock = os.open(entry.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(entry.path)
                finally:
                    os.close(lock)
