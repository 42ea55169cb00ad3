"""Bytes between a client and the pseudo-terminal of its session, as fast as the slower one."""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
import termios
from collections.abc import Callable
from contextlib import suppress

READ = 1 << 14
"""Bytes that are read of a session at once."""


class Pump:
    """The gate's end of a pseudo-terminal."""

    def __init__(self, size: tuple[int, int], write: Callable[[bytes], None]) -> None:
        """Make a pseudo-terminal of a size.

        Args:
            size: Columns and lines.
            write: Takes what the session writes.

        Raises:
            OSError: There is none left.
        """
        self._terminal, self.other = os.openpty()
        os.set_blocking(self._terminal, False)
        self._write = write
        self._typed = bytearray()
        self._loop = asyncio.get_running_loop()
        self.resize(size)

    @property
    def is_open(self) -> bool:
        """Whether the session can still be written to."""
        return self._terminal >= 0

    def release_other(self) -> None:
        """Close the session's end: a process has it by now, or never will."""
        os.close(self.other)

    def resize(self, size: tuple[int, int]) -> None:
        """Give it another size: the kernel tells the session."""
        if self.is_open:
            with suppress(OSError):
                packed = struct.pack("HHHH", size[1], size[0], 0, 0)
                fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, packed)

    # From the session

    def read_on(self) -> None:
        """Hand on what the session writes, from now on."""
        if self.is_open:
            self._loop.add_reader(self._terminal, self._read)

    def hold(self) -> None:
        """Read no more of the session: the kernel lets it wait."""
        if self.is_open:
            self._loop.remove_reader(self._terminal)

    def _read(self) -> None:
        try:
            data = os.read(self._terminal, READ)
        except BlockingIOError:
            return
        except OSError:  # its last descriptor is closed: the host says how it ended
            data = b""
        if data:
            self._write(data)
        else:
            self._loop.remove_reader(self._terminal)

    def read_rest(self) -> None:
        """Hand on what an ended session has still written."""
        with suppress(OSError):
            while self.is_open and (data := os.read(self._terminal, READ)):
                self._write(data)

    # To the session

    def type(self, data: bytes) -> bool:
        """Hand on what was typed; return whether the session takes more."""
        self._typed += data
        return self._hand_on()

    def _hand_on(self) -> bool:
        if not self.is_open:
            return True
        try:
            while self._typed:
                del self._typed[: os.write(self._terminal, self._typed)]
        except BlockingIOError:
            return False
        except OSError:
            self._typed.clear()
        return True

    def hand_on_later(self, done: Callable[[], None]) -> None:
        """Hand on the rest as soon as the session takes it, and say so."""

        def hand_on() -> None:
            if self._hand_on():
                self._loop.remove_writer(self._terminal)
                done()

        self._loop.add_writer(self._terminal, hand_on)

    def close(self) -> None:
        """Close it, as a cable that is pulled out; once is enough."""
        if self.is_open:
            self._loop.remove_reader(self._terminal)
            self._loop.remove_writer(self._terminal)
            os.close(self._terminal)
            self._terminal = -1
