"""The library's connections, on sockets that another thread can abort."""

from __future__ import annotations

import imaplib
import socket
import ssl

from imap_tools import BaseMailBox

from models.mail.imap.abort_handle import AbortHandle, connect_socket


class PlainClient(imaplib.IMAP4):
    """A connection without TLS, or before it."""

    def __init__(self, host: str, port: int, timeout: float, abort: AbortHandle) -> None:
        """Connect, and wait for the greeting."""
        self._abort = abort
        super().__init__(host, port, timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return connect_socket(self.host, self.port, timeout, self._abort)


class ProtectedClient(PlainClient):
    """A connection with TLS from its first byte on."""

    def __init__(
        self, host: str, port: int, timeout: float, trust: ssl.SSLContext, abort: AbortHandle
    ) -> None:
        """Connect, and wait for the greeting."""
        self._trust = trust
        super().__init__(host, port, timeout, abort)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = super()._create_socket(timeout)
        try:
            return self._trust.wrap_socket(plain, server_hostname=self.host)
        except Exception:
            plain.close()
            raise


class PlainBox(BaseMailBox):
    """The library's commands on a connection without TLS, or before it."""

    def __init__(self, host: str, port: int, timeout: float, abort: AbortHandle) -> None:
        """Connect."""
        self._to = (host, port, timeout)
        self._abort = abort
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return PlainClient(*self._to, self._abort)


class ProtectedBox(PlainBox):
    """The library's commands on a connection with TLS from its first byte on."""

    def __init__(
        self, host: str, port: int, timeout: float, trust: ssl.SSLContext, abort: AbortHandle
    ) -> None:
        """Connect."""
        self._trust = trust
        super().__init__(host, port, timeout, abort)

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return ProtectedClient(*self._to, self._trust, self._abort)
