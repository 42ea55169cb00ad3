"""Notifying the service manager that the host is ready and alive (sd_notify(3))."""

from __future__ import annotations

import os
from contextlib import suppress
from time import monotonic

MICROSECONDS = 1_000_000


class Supervisor:
    """The service manager, by the socket that it has left open, if any."""

    def __init__(self, descriptor: int | None, watchdog: int | None) -> None:
        """Take the socket, and after how long a silence it ends the host.

        Args:
            descriptor: Of a connected datagram socket, None without a service manager.
            watchdog: Microseconds (WATCHDOG_USEC), None without a watchdog.
        """
        self._descriptor = descriptor
        self._pause = (watchdog or 0) / MICROSECONDS / 3
        self._next = 0.0
        if descriptor is not None:
            with suppress(OSError):
                os.set_inheritable(descriptor, False)
                os.set_blocking(descriptor, False)

    def ready(self) -> None:
        """Say that the first screen is shown."""
        self._tell("READY=1")

    def alive(self) -> None:
        """Report that the host is alive, a few times in each period; may be called more often."""
        if self._pause and monotonic() >= self._next:
            self._next = monotonic() + self._pause
            self._tell("WATCHDOG=1")

    def leaving(self) -> None:
        """Say that the host ends by itself."""
        self._tell("STOPPING=1")

    def _tell(self, word: str) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.write(self._descriptor, word.encode("ascii"))
