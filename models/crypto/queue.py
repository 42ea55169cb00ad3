"""Never more password hashes at once on a machine than it has cores: a fair semaphore.

Each slot is a lock file; the kernel frees the lock of a process that dies. Only the process
whose turn it is looks for a free slot.

No library has both halves of this: `filelock` keeps no order, POSIX semaphores are not
released by a process that dies. Hence the queue: each thread that waits holds the lock of
one byte of a file, at the place of its number, and waits for the byte before: one end wakes
one waiter. The locks are those of the open file (`F_OFD_SETLK` of Linux), so that two
threads of one process wait for each other.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import stat
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import Unavailable

NAME = "espace-electeur"
LOOK_AGAIN = 0.0005
"""Seconds between two looks at the slots; short compared with a hash (16 ms and more) because
a core is idle meanwhile."""

_COUNTER = 0
"""The byte that is locked while a number is drawn."""
_PLACES = 1024
"""The byte of number 0; those before are for the counter and the content of the file."""
_NUMBERS = struct.Struct("=qq")
"""The next number to draw, and the last one that was served."""
_LOCK = struct.Struct("hhqqi0q")
"""`struct flock`: kind, where it is counted from, start, length, process (0 here)."""


class TicketLock:
    """A lock of the machine that is taken in the order in which it was asked for."""

    def __init__(self, open_file: Callable[[], int]) -> None:
        """Take what opens the file of the queue, for reading and writing, again each time."""
        self._open = open_file
        self._waiting: set[int] = set()

    @contextmanager
    def wait(self) -> Iterator[None]:
        """Hold the lock, once all who came before have had it.

        Raises:
            OSError: The file cannot be read or written.
        """
        descriptor = self._open()
        try:
            number = _draw_ticket(descriptor)
            self._waiting.add(number)
            try:
                _wait_for_others(descriptor, number)
                yield
                _write_served(descriptor, number)
            finally:
                self._waiting.discard(number)
                _lock_byte(descriptor, fcntl.F_UNLCK, _PLACES + number)
        finally:
            os.close(descriptor)

    def ahead(self) -> int | None:
        """Return how many wait before the first of this process who waits, None if none does."""
        waiting = min(self._waiting.copy(), default=None)
        if waiting is None:
            return None
        descriptor = self._open()
        try:
            _, served = _read_numbers(descriptor)
        finally:
            os.close(descriptor)
        return max(0, waiting - served - 1)


def _draw_ticket(descriptor: int) -> int:
    """Return the next number; its byte is locked before another process can look for it."""
    _lock_byte(descriptor, fcntl.F_WRLCK, _COUNTER, patient=True)
    number, served = _read_numbers(descriptor)
    _lock_byte(descriptor, fcntl.F_WRLCK, _PLACES + number)
    os.pwrite(descriptor, _NUMBERS.pack(number + 1, served), 0)
    _lock_byte(descriptor, fcntl.F_UNLCK, _COUNTER)
    return number


def _wait_for_others(descriptor: int, number: int) -> None:
    """Wait for the one before in the queue, then for those still before that one.

    The person before may have died while others waited: the numbers are looked
    through again until no one is left.
    """
    before: int | None = _PLACES + number - 1
    while before is not None and before >= _PLACES:
        _lock_byte(descriptor, fcntl.F_RDLCK, before, patient=True)
        _lock_byte(descriptor, fcntl.F_UNLCK, before)
        before = _first_held(descriptor, number)


def _write_served(descriptor: int, number: int) -> None:
    """Write down the number that is served; only the one who holds the lock does so."""
    _lock_byte(descriptor, fcntl.F_WRLCK, _COUNTER, patient=True)
    drawn, _ = _read_numbers(descriptor)
    os.pwrite(descriptor, _NUMBERS.pack(drawn, number), 0)
    _lock_byte(descriptor, fcntl.F_UNLCK, _COUNTER)


def _read_numbers(descriptor: int) -> tuple[int, int]:
    """Return the next number and the last one that was served; a new file has 0 and -1."""
    stored = os.pread(descriptor, _NUMBERS.size, 0)
    drawn, served = _NUMBERS.unpack(stored) if len(stored) == _NUMBERS.size else (0, -1)
    return drawn, served


def _first_held(descriptor: int, number: int) -> int | None:
    """Return a byte that an earlier number holds, or None."""
    asked = _LOCK.pack(fcntl.F_RDLCK, os.SEEK_SET, _PLACES, number, 0)
    kind, _, start, _, _ = _LOCK.unpack(fcntl.fcntl(descriptor, fcntl.F_OFD_GETLK, asked))
    return None if kind == fcntl.F_UNLCK else start


def _lock_byte(descriptor: int, kind: int, byte: int, *, patient: bool = False) -> None:
    command = fcntl.F_OFD_SETLKW if patient else fcntl.F_OFD_SETLK
    fcntl.fcntl(descriptor, command, _LOCK.pack(kind, os.SEEK_SET, byte, 1, 0))


def own_directory(runtime: Path, shared: Path, home: Path) -> Path:
    """Return a directory for the slots that nobody else can take first.

    Args:
        runtime: The user's own runtime directory, which may be missing.
        shared: One among the temporary files, where another user may have been first.
        home: The user's own.
    """
    if _is_own(runtime):
        return runtime / NAME
    if not os.path.lexists(shared) or _is_own(shared):
        return shared
    return home / ".cache" / NAME


def _directory_of_this_user() -> Path:
    """Return the same directory for all processes of a user, whatever their environment."""
    user = os.getuid()
    shared = Path(f"/tmp/{NAME}-{user}")  # noqa: S108 - whose it is, is looked at
    try:
        home = Path(pwd.getpwuid(user).pw_dir)
    except KeyError:  # a container's number without a name
        home = Path("/")
    return own_directory(Path(f"/run/user/{user}"), shared, home)


def _is_own(directory: Path) -> bool:
    """Return whether a path is a directory of this user, and no link to one."""
    try:
        found = directory.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


class FairSemaphore:
    """As many slots as the machine has cores, for all processes of one user, in turn."""

    def __init__(self, directory: Path | None = None, count: int | None = None) -> None:
        """Take the machine's directory and number of cores unless others are given."""
        self._directory = directory or _directory_of_this_user()
        self.count = count or os.cpu_count() or 1
        self._queue = TicketLock(lambda: self._open("turns"))

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold one slot, waiting in turn for it.

        Raises:
            Unavailable: The directory belongs to another account, or cannot be written.
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
        if not _is_own(self._directory):
            raise PermissionError(f"{self._directory} is not a directory of this user")

    def people_ahead(self) -> int | None:
        """Return how many wait before the first of this process who waits, None if none does.

        Raises:
            Unavailable: The directory cannot be read.
        """
        try:
            return self._queue.ahead()
        except OSError as error:
            raise Unavailable from error

    def _take(self) -> int:
        with self._queue.wait():
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
    """Take a free slot and return it, or None if all are held."""
    for slot in slots:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        return slot
    return None
