"""A cable between the program and a server, that can be held still or cut."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Cable:
    """Passes bytes on between a port of its own and a server's.

    Attributes:
        port: Where the program connects to.
        connections: How many times somebody has.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._freed = Event()
        self._freed.set()
        self._ends: list[socket.socket] = []
        Thread(target=self._accept, daemon=True).start()

    def hold(self) -> None:
        """Let nothing through from the server, as if it hung."""
        self._freed.clear()

    def free(self) -> None:
        """Let through what was held."""
        self._freed.set()

    def cut(self) -> None:
        """Cut every connection; new ones are taken."""
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def remove(self) -> None:
        """Cut everything, and take no new connection."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.free()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            far = socket.create_connection(("127.0.0.1", self._target))
            self._ends += [near, far]
            Thread(target=self._pass_on, args=(near, far, False), daemon=True).start()
            Thread(target=self._pass_on, args=(far, near, True), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, holdable: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if holdable:
                    self._freed.wait()
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def cable_to(port: int) -> Iterator[Cable]:
    """Lay a cable to a port for the length of the block."""
    cable = Cable(port)
    try:
        yield cable
    finally:
        cable.remove()
