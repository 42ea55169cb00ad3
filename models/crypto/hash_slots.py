"""Never more password hashes at once on a machine than it has cores.

Each slot is a lock file; the kernel frees the lock of a process that dies.
Only the person whose turn it is looks for a free slot: the others are served in
the order in which they came instead of all trying at once.
"""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.crypto.turns import Turns
from models.errors import Unavailable

LOOK_AGAIN = 0.0005
"""Seconds between two looks at the slots, a small part of one hash (16 ms and more), as a
core stands still meanwhile."""


class HashSlots:
    """The slots of a machine, shared by every process of one user."""

    def __init__(self, directory: Path | None = None, count: int | None = None) -> None:
        """Take the machine's directory and number of cores unless others are given."""
        self._directory = (
            directory or Path(tempfile.gettempdir()) / f"espace-electeur-{os.getuid()}"
        )
        self.count = count or os.cpu_count() or 1
        self._turns = Turns(lambda: self._open("turns"))

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold one slot; waits in turn for it.

        Raises:
            Unavailable: The directory belongs to somebody else, or cannot be written.
        """
        try:
            self._prepare()
            descriptor = self._take()
        except OSError as error:
            raise Unavailable from error
        try:
            yield
        finally:
            os.close(descriptor)

    def _prepare(self) -> None:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self._directory.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise PermissionError(f"{self._directory} is not a directory of this user")

    def people_ahead(self) -> int | None:
        """Return how many wait before the first of this process who waits, None if none does.

        Raises:
            Unavailable: The directory cannot be read.
        """
        try:
            return self._turns.ahead()
        except OSError as error:
            raise Unavailable from error

    def _take(self) -> int:
        with self._turns.wait():
            slots = [self._open(f"slot-{number}") for number in range(self.count)]
            try:
                while (free := _first_free(slots)) is None:
                    time.sleep(LOOK_AGAIN)
                slots.remove(free)
                return free
            finally:
                for slot in slots:
                    os.close(slot)

    def _open(self, name: str) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        return os.open(self._directory / name, flags, 0o600)


def _first_free(slots: list[int]) -> int | None:
    """Return a slot that nobody holds, now held, None where all are."""
    for slot in slots:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        return slot
    return None
