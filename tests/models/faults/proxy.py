"""A TCP proxy before a server on a Unix socket: it refuses, hangs, cuts, and is well again."""

from __future__ import annotations

import selectors
import socket
from threading import Event, Thread

TURN = 0.02
"""Seconds after which the proxy looks at its orders."""

LARGEST = 1 << 16


class Proxy:
    """Passes on what a client and the server say, until a test orders otherwise."""

    def __init__(self, server: str, port: int = 0) -> None:
        """Listen on a port of this machine.

        Args:
            server: Path of the server's Unix socket.
            port: Where another proxy has listened, 0: any that is free.
        """
        self._server = server
        self._peers: dict[socket.socket, socket.socket] = {}
        self._clients: set[socket.socket] = set()
        self._selector = selectors.DefaultSelector()
        self._flowing, self._ended = Event(), Event()
        self._flowing.set()
        self._messages_left: int | None = None
        self._answered = False
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def hang(self) -> None:
        """Pass nothing on any more, and close nothing."""
        self._flowing.clear()

    def go_on(self) -> None:
        """Pass on again."""
        self._flowing.set()

    def cut_at(self, number: int, *, answered: bool) -> None:
        """Cut the connections at a message of the clients, counted from now on.

        Args:
            number: From 1.
            answered: Whether the server still gets this message.
        """
        self._answered = answered
        self._messages_left = number

    def spare(self) -> bool:
        """Cut nothing any more; return whether nothing has been cut."""
        left, self._messages_left = self._messages_left, None
        return left is not None

    def come_back(self) -> Proxy:
        """Return a proxy where this one, which is closed, has listened."""
        return Proxy(self._server, self.port)

    def close(self) -> None:
        """End every connection and refuse others."""
        self._ended.set()
        self._flowing.set()
        self._thread.join()

    def _serve(self) -> None:
        while not self._ended.is_set():
            if not self._flowing.wait(TURN):
                continue
            for key, _ in self._selector.select(TURN):
                if not self._flowing.is_set():
                    break
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._peers:
                    self._pass_on(key.fileobj)
        for one in list(self._peers):
            self._part(one)
        self._selector.close()
        self._listener.close()

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._server)
        self._clients.add(client)
        for one, other in ((client, server), (server, client)):
            self._peers[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, one: socket.socket) -> None:
        said, cut = b"", False
        try:
            said = one.recv(LARGEST)
            cut = bool(said) and one in self._clients and self._counts_down()
            if said and (not cut or self._answered):
                self._peers[one].sendall(said)
            if cut and self._answered:
                self._peers[one].recv(LARGEST)
        except OSError:
            said = b""
        if cut:
            for other in list(self._peers):
                self._part(other)
        elif not said:
            self._part(one)

    def _counts_down(self) -> bool:
        """Return whether the connections are cut at this message."""
        if self._messages_left is None:
            return False
        self._messages_left -= 1
        if self._messages_left:
            return False
        self._messages_left = None
        return True

    def _part(self, one: socket.socket) -> None:
        """Close both sides of a connection."""
        if one not in self._peers:
            return
        for side in (one, self._peers[one]):
            del self._peers[side]
            self._clients.discard(side)
            self._selector.unregister(side)
            side.close()
