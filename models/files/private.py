"""Directories that only their owner may read, and the lock files in them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def make_private_directory(directory: Path) -> None:
    """Make a directory and its missing parents, readable by its owner alone (0700)."""
    missing = [place for place in (directory, *directory.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True, mode=0o700)
    directory.chmod(0o700)


@contextmanager
def file_lock(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of a file in a private directory; the kernel frees it if the process dies.

    Args:
        path: The lock file, made with its directory if need be.
        wait: Wait until it is released if another process holds it.

    Raises:
        BlockingIOError: Another process holds it, and it is not waited for.
    """
    make_private_directory(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)
