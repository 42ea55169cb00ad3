"""The library's connections, on sockets that another thread can abort."""

from __future__ import annotations

import imaplib
import socket
import ssl
from typing import Any

from imap_tools import BaseMailBox

from models.mail.imap.abort_handle import AbortHandle, connect_socket

LARGEST_LITERAL = 4 * 1024 * 1024
"""Bytes: many times what is fetched of a mail, or of the headers of a page of them."""
LARGEST_ANSWER = 4 * LARGEST_LITERAL
"""Bytes of an answer to one command, literals and lines."""
LONGEST_FOLDER = 2_000
"""Bytes of a line that names a folder; the library takes the square of them to read it."""


class PlainClient(imaplib.IMAP4):
    """A connection without TLS, or before it."""

    def __init__(self, host: str, port: int, timeout: float, abort: AbortHandle) -> None:
        """Connect, and wait for the greeting."""
        self._abort, self._received = abort, 0
        super().__init__(host, port, timeout)

    def read(self, size: int) -> bytes:
        """Read a literal of a response, never more than what is asked for of a mail.

        Raises:
            IMAP4.abort: The server announces more: nothing of it is read.
        """
        if size > LARGEST_LITERAL:
            raise self.abort(f"a literal of {size} bytes")
        self._count(size)
        return super().read(size)

    def readline(self) -> bytes:
        """Read a line of a response."""
        line = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._received += size
        if self._received > LARGEST_ANSWER:
            raise self.abort(f"an answer of {self._received} bytes")

    def _command(self, name: str, *args: Any) -> Any:
        """Begin a command, whose answer has all its bytes before it."""
        self._received = 0
        return super()._command(name, *args)  # type: ignore[misc]  # of the library, unpublished

    def _untagged_response(self, typ: str, dat: list[Any], name: str) -> tuple[str, list[Any]]:
        """Return the responses to a command, without folders that no server names so."""
        kind, found = super()._untagged_response(typ, dat, name)  # type: ignore[misc]
        if name == "LIST":
            found = [one for one in found if not _is_longer(one, LONGEST_FOLDER)]
        return kind, found

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return connect_socket(self.host, self.port, timeout, self._abort)


def _is_longer(response: object, longest: int) -> bool:
    parts = response if isinstance(response, tuple) else (response,)
    return any(isinstance(part, bytes) and len(part) > longest for part in parts)


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
