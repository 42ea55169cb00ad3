"""One connection: who it is for, and that nothing but a session is to be had."""

from __future__ import annotations

import hmac
from contextlib import suppress
from typing import TYPE_CHECKING

import asyncssh

from models import typeset
from tui.ssh.asked import RefusedChannel
from tui.ssh.channel import SessionChannel
from tui.ssh.view import ViewChannel
from tui.ssh.words import ASSISTANCE_LATER, BANNER

if TYPE_CHECKING:
    from tui.ssh.gate import Gate

DEMO, TRAINER, VIEWER, ASSISTANCE = "demo", "trainer", "voir", "assistance"
OPEN = frozenset({DEMO, VIEWER, ASSISTANCE})
"""The users who need to prove nothing, if the settings ask for nothing."""


class Door(asyncssh.SSHServer):
    """Lets `demo` in; refuses every channel but a session.

    Attributes:
        user: Who the client says that it is.
    """

    def __init__(self, gate: Gate) -> None:
        """Take the gate."""
        self._gate = gate
        self._connection: asyncssh.SSHServerConnection | None = None
        self._address = ""
        self.user = ""

    def connection_made(self, connection: asyncssh.SSHServerConnection) -> None:
        """Count a connection; close it if its address floods the gate."""
        self._connection = connection
        peer = connection.get_extra_info("peername")
        self._address = peer[0] if peer else ""
        if not self._gate.admission.connects(self._address):
            connection.abort()

    def begin_auth(self, username: str) -> bool:
        """Say where one is; return whether this user has to prove anything."""
        self.user = username
        settings, connection = self._gate.settings, self._connection
        if connection is None:
            return True
        connection.send_auth_banner(typeset(BANNER) + "\n")
        keys = {DEMO: settings.demo_keys, TRAINER: settings.trainer_keys}.get(username)
        if keys is not None:
            with suppress(OSError, ValueError):  # a file that is wrong opens to nobody
                connection.set_authorized_keys(str(keys))
            return True
        return username not in OPEN or (username == DEMO and settings.password is not None)

    def password_auth_supported(self) -> bool:
        """Whether a password may open the door."""
        return self.user == DEMO and self._gate.settings.password is not None

    def validate_password(self, username: str, password: str) -> bool:
        """Compare the password of `demo`."""
        wanted = self._gate.settings.password
        if username != DEMO or wanted is None:
            return False
        return hmac.compare_digest(password.encode(), wanted.encode())

    def session_requested(self) -> asyncssh.SSHServerSession[bytes]:
        """Open a channel for a session."""
        if self.user == VIEWER:
            return ViewChannel(self._gate, self._address)
        if self.user == ASSISTANCE:
            return RefusedChannel(self._gate, self._address, ASSISTANCE_LATER)
        return SessionChannel(self._gate, self._address, trains=self.user == TRAINER)
