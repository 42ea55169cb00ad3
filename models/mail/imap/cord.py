"""What a connection hangs on: it can be cut from another thread, from its first packet on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer


class Cord:
    """A second hold of the socket, which TLS takes away from whoever opened it."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held: socket.socket | None = None
        self._lock = Lock()
        self._ended = False

    def hold(self, opened: socket.socket) -> None:
        """Hold another connection in place of the one before.

        Raises:
            OSError: The visit is over.
        """
        with self._lock:
            self._let_go()
            if self._ended:
                raise ConnectionAbortedError
            self._held = opened.dup()

    def cut(self) -> None:
        """Cut the connection at once: whoever waits for it or reads from it is told."""
        with self._lock:
            if self._held is not None:
                with suppress(OSError):
                    self._held.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Hold nothing any more: the connection is over."""
        with self._lock:
            self._let_go()

    def end(self) -> None:
        """Cut the connection, and hold no other one any more."""
        self._ended = True
        self.cut()
        self.release()

    @contextmanager
    def for_at_most(self, seconds: float) -> Iterator[None]:
        """Cut the connection where the block takes longer: each byte may come in time."""
        deadline = Timer(seconds, self.cut)
        deadline.daemon = True
        deadline.start()
        try:
            yield
        finally:
            deadline.cancel()

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


class NoCord(Cord):
    """For a connection that nobody wants to cut."""

    def hold(self, opened: socket.socket) -> None:
        """Hold nothing."""


NO_CORD = NoCord()


def dialled(host: str, port: int, timeout: float | None, cord: Cord) -> socket.socket:
    """Return a connection to the first address of a host that answers.

    Args:
        host: Its name or address.
        port: The port.
        timeout: Seconds for each address.
        cord: Holds the socket before it is connected.

    Raises:
        OSError: None answers, or the visit is over.
    """
    failure = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        line = socket.socket(family, kind, protocol)
        try:
            cord.hold(line)
            line.settimeout(timeout)
            line.connect(address)
        except OSError as error:
            line.close()
            failure = error
        else:
            return line
    raise failure
