"""Waiting in turn on one machine, whatever the process: first come, first served.

Each person who waits holds the lock of one byte of a file, at the place of their
number, and waits for the byte of the person before: one end wakes one person. The
kernel frees the byte of a process that dies. The locks are those of the open file
(`F_OFD_SETLK` of Linux), so that two threads of one process wait for each other.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_COUNTER = 0
"""The byte that is locked while a number is drawn."""
_PLACES = 1024
"""The byte of number 0; those before are for the counter and what stands in the file."""
_NUMBERS = struct.Struct("=qq")
"""The next number to draw, and the last one whose turn came."""
_LOCK = struct.Struct("hhqqi0q")
"""`struct flock`: kind, where it is counted from, start, length, process (0 here)."""


class Turns:
    """The queue of a machine."""

    def __init__(self, open_file: Callable[[], int]) -> None:
        """Take what opens the file of the queue, for reading and writing, anew each time."""
        self._open = open_file
        self._waiting: set[int] = set()

    @contextmanager
    def wait(self) -> Iterator[None]:
        """Hold the turn: everybody who came before has had theirs.

        Raises:
            OSError: The file cannot be read or written.
        """
        descriptor = self._open()
        try:
            number = _draw(descriptor)
            self._waiting.add(number)
            try:
                _let_pass(descriptor, number)
                yield
                _call(descriptor, number)
            finally:
                self._waiting.discard(number)
                _set(descriptor, fcntl.F_UNLCK, _PLACES + number)
        finally:
            os.close(descriptor)

    def ahead(self) -> int | None:
        """Return how many wait before the first of this process who waits, None if none does."""
        waiting = min(self._waiting.copy(), default=None)
        if waiting is None:
            return None
        descriptor = self._open()
        try:
            _, called = _read(descriptor)
        finally:
            os.close(descriptor)
        return max(0, waiting - called - 1)


def _draw(descriptor: int) -> int:
    """Return the next number; its byte is locked before anybody can look for it."""
    _set(descriptor, fcntl.F_WRLCK, _COUNTER, patient=True)
    number, called = _read(descriptor)
    _set(descriptor, fcntl.F_WRLCK, _PLACES + number)
    os.pwrite(descriptor, _NUMBERS.pack(number + 1, called), 0)
    _set(descriptor, fcntl.F_UNLCK, _COUNTER)
    return number


def _let_pass(descriptor: int, number: int) -> None:
    """Wait for the person before, then for whoever is still before that one.

    The person before may have died while others waited: the numbers are looked
    through again until nobody is left.
    """
    before: int | None = _PLACES + number - 1
    while before is not None and before >= _PLACES:
        _set(descriptor, fcntl.F_RDLCK, before, patient=True)
        _set(descriptor, fcntl.F_UNLCK, before)
        before = _first_held(descriptor, number)


def _call(descriptor: int, number: int) -> None:
    """Write down whose turn it was; only the person whose turn it is does so."""
    _set(descriptor, fcntl.F_WRLCK, _COUNTER, patient=True)
    drawn, _ = _read(descriptor)
    os.pwrite(descriptor, _NUMBERS.pack(drawn, number), 0)
    _set(descriptor, fcntl.F_UNLCK, _COUNTER)


def _read(descriptor: int) -> tuple[int, int]:
    """Return the next number and the last one whose turn came; a new file has 0 and -1."""
    stored = os.pread(descriptor, _NUMBERS.size, 0)
    drawn, called = _NUMBERS.unpack(stored) if len(stored) == _NUMBERS.size else (0, -1)
    return drawn, called


def _first_held(descriptor: int, number: int) -> int | None:
    """Return a byte that somebody with an earlier number holds, None where nobody does."""
    asked = _LOCK.pack(fcntl.F_RDLCK, os.SEEK_SET, _PLACES, number, 0)
    kind, _, start, _, _ = _LOCK.unpack(fcntl.fcntl(descriptor, fcntl.F_OFD_GETLK, asked))
    return None if kind == fcntl.F_UNLCK else start


def _set(descriptor: int, kind: int, byte: int, *, patient: bool = False) -> None:
    command = fcntl.F_OFD_SETLKW if patient else fcntl.F_OFD_SETLK
    fcntl.fcntl(descriptor, command, _LOCK.pack(kind, os.SEEK_SET, byte, 1, 0))
