"""The library's connections, on sockets that another thread can cut."""

from __future__ import annotations

import imaplib
import socket
import ssl

from imap_tools import BaseMailBox

from models.mail.imap.cord import Cord, dialled


class PlainClient(imaplib.IMAP4):
    """A connection without TLS, or before it."""

    def __init__(self, host: str, port: int, timeout: float, cord: Cord) -> None:
        """Connect, and wait for the greeting."""
        self._cord = cord
        super().__init__(host, port, timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return dialled(self.host, self.port, timeout, self._cord)


class ProtectedClient(PlainClient):
    """A connection with TLS from its first byte on."""

    def __init__(
        self, host: str, port: int, timeout: float, trust: ssl.SSLContext, cord: Cord
    ) -> None:
        """Connect, and wait for the greeting."""
        self._trust = trust
        super().__init__(host, port, timeout, cord)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        line = super()._create_socket(timeout)
        try:
            return self._trust.wrap_socket(line, server_hostname=self.host)
        except Exception:
            line.close()
            raise


class PlainBox(BaseMailBox):
    """The library's commands on a connection without TLS, or before it."""

    def __init__(self, host: str, port: int, timeout: float, cord: Cord) -> None:
        """Connect."""
        self._to = (host, port, timeout)
        self._cord = cord
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return PlainClient(*self._to, self._cord)


class ProtectedBox(PlainBox):
    """The library's commands on a connection with TLS from its first byte on."""

    def __init__(
        self, host: str, port: int, timeout: float, trust: ssl.SSLContext, cord: Cord
    ) -> None:
        """Connect."""
        self._trust = trust
        super().__init__(host, port, timeout, cord)

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return ProtectedClient(*self._to, self._trust, self._cord)
