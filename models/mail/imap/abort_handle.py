"""Aborting a connection from another thread, even while it is being opened."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer


class AbortHandle:
    """Lets another thread abort a connection.

    It holds a duplicate of the socket: TLS takes over the original.
    """

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
            self._drop()
            if self._ended:
                raise ConnectionAbortedError
            self._held = opened.dup()

    def abort(self) -> None:
        """Close the connection at once: a thread that opens it or reads from it gets an error."""
        with self._lock:
            if self._held is not None:
                with suppress(OSError):
                    self._held.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Drop the duplicate: the connection is closed."""
        with self._lock:
            self._drop()

    def end(self) -> None:
        """Abort the connection, and every other one that would be held later."""
        self._ended = True
        self.abort()
        self.release()

    @contextmanager
    def for_at_most(self, seconds: float) -> Iterator[None]:
        """Abort the connection if the block takes longer, however steadily its bytes come."""
        deadline = Timer(seconds, self.abort)
        deadline.daemon = True
        deadline.start()
        try:
            yield
        finally:
            deadline.cancel()

    def _drop(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


class NoAbortHandle(AbortHandle):
    """For a connection that is never aborted."""

    def hold(self, opened: socket.socket) -> None:
        """Hold nothing."""


NO_ABORT_HANDLE = NoAbortHandle()


def connect_socket(
    host: str, port: int, timeout: float | None, abort: AbortHandle
) -> socket.socket:
    """Return a connection to the first address of a host that answers.

    Args:
        host: Its name or address.
        port: The port.
        timeout: Seconds for each address.
        abort: Holds the socket before it is connected.

    Raises:
        OSError: None answers, or the visit is over.
    """
    failure = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        line = socket.socket(family, kind, protocol)
        try:
            abort.hold(line)
            line.settimeout(timeout)
            line.connect(address)
        except OSError as error:
            line.close()
            failure = error
        else:
            return line
    raise failure
