"""A file of lines that several processes write, rotated by its size, its owner's alone."""

from __future__ import annotations

import fcntl
import os
from io import TextIOWrapper
from logging import LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 0.25
"""Seconds that a process which writes a line waits for another one; a line takes far less."""
LOOK_AGAIN = 0.005


class RotatedFile(RotatingFileHandler):
    """Appends whole lines; the old files are `NAME.1`, `NAME.2` and so on.

    A lock beside the file serialises the processes; the file is opened for each
    line, so that none writes on into one that another process has rotated.
    """

    def __init__(self, path: Path, size: int, files: int) -> None:
        """Take a place, whose directory (0700) is made; nothing is opened yet.

        Args:
            path: The file.
            size: Bytes before the next file is begun.
            files: Old files that are kept.

        Raises:
            OSError: The directory cannot be made.
        """
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock_path = path.with_name(f".{path.name}.lock")
        super().__init__(path, maxBytes=size, backupCount=files, encoding="utf-8", delay=True)

    def write(self, text: str) -> None:
        """Append a line.

        Raises:
            OSError: It cannot be written, or another process holds the file for too long.
        """
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        lock = os.open(self._lock_path, flags, 0o600)
        try:
            _take(lock)
            try:
                self.emit(makeLogRecord({"msg": text.rstrip("\n")}))
            finally:
                self._let_go()
        finally:
            os.close(lock)

    def _let_go(self) -> None:
        """Close the file; if the disk is full that fails too, and the file is closed."""
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.close()

    def handleError(self, record: LogRecord) -> None:
        """Raise what went wrong: the library would print it, the record included.

        Raises:
            OSError: The line was not written.
        """
        raise

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return open(descriptor, "a", encoding="utf-8")


def _take(lock: int) -> None:
    """Hold a lock.

    Raises:
        TimeoutError: A process that was stopped, or a share that is away, holds it.
    """
    limit = monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > limit:
                raise TimeoutError("the log is held by another process") from None
            sleep(LOOK_AGAIN)
        else:
            return
