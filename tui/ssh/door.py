"""One connection: who it is for, and that nothing but a session is to be had."""

from __future__ import annotations

import asyncio
import hmac
from contextlib import suppress
from typing import TYPE_CHECKING

import asyncssh

from models import typeset
from tui.ssh.asked import AskedChannel, RefusedChannel
from tui.ssh.assistance.channel import AssistanceChannel
from tui.ssh.assistance.words import BANNER as ASSISTANCE_BANNER
from tui.ssh.channel import SessionChannel
from tui.ssh.view import ViewChannel
from tui.ssh.words import ASSISTANCE_CLOSED, BANNER, OTHER_USER, TOO_FAST

if TYPE_CHECKING:
    from tui.ssh.admission import Places
    from tui.ssh.gate import Gate

DEMO, TRAINER, VIEWER, ASSISTANCE = "demo", "trainer", "voir", "assistance"
WITHOUT_SESSION = 30.0
"""Seconds after which a connection is closed on which nothing is open."""


class Door(asyncssh.SSHServer):
    """Lets `demo` in, and those who have a key of trainers or agents; refuses all but a session.

    Attributes:
        user: Who the client says that it is.
    """

    def __init__(self, gate: Gate) -> None:
        """Take the gate."""
        self._gate = gate
        self._connection: asyncssh.SSHServerConnection | None = None
        self._address = ""
        self._counted: Places | None = None
        self._channels = 0
        self._asked = False
        self._empty: asyncio.TimerHandle | None = None
        self.user = ""

    def connection_made(self, connection: asyncssh.SSHServerConnection) -> None:
        """Count a newcomer; close the connection if its address floods the gate."""
        self._connection = connection
        peer = connection.get_extra_info("peername")
        self._address = peer[0] if peer else ""
        newcomers = self._gate.admission.newcomers
        if self._gate.admission.comes(self._address) and not newcomers.refusal(self._address):
            self._move_to(newcomers)
        else:
            connection.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._connection = None
        if self._empty is not None:
            self._empty.cancel()
        self._move_to(None)

    def auth_completed(self) -> None:
        """Count the connection, unless a key has let it in; wait for a session, not for ever."""
        connections = self._gate.admission.connections
        if self.user == TRAINER or self._assists:
            self._move_to(None)
        elif connections.refusal(self._address) is None:
            self._move_to(connections)
        elif self._connection is not None:
            self._connection.abort()
            return
        self._wait_for_session()

    def _move_to(self, places: Places | None) -> None:
        """Be counted among others, or no more."""
        if self._counted is not None:
            self._counted.leave(self._address)
        if places is not None:
            places.take(self._address)
        self._counted = places

    def _wait_for_session(self) -> None:
        if self._connection is not None:
            loop = asyncio.get_running_loop()
            self._empty = loop.call_later(WITHOUT_SESSION, self._connection.abort)

    def _channel_started(self) -> None:
        self._channels += 1
        if self._empty is not None:
            self._empty.cancel()

    def _channel_closed(self) -> None:
        self._channels -= 1
        if not self._channels:
            self._wait_for_session()

    def begin_auth(self, username: str) -> bool:
        """Say where one is; return whether this user has to prove anything."""
        self.user = username
        settings, connection = self._gate.settings, self._connection
        if connection is None:
            return True
        banner = ASSISTANCE_BANNER if self._assists else BANNER
        connection.send_auth_banner(typeset(banner) + "\n")
        keys = {
            DEMO: settings.demo_keys,
            TRAINER: settings.trainer_keys,
            ASSISTANCE: settings.assistance_keys,
        }.get(username)
        if keys is not None:
            with suppress(OSError, ValueError):  # a file that is wrong opens to nobody
                connection.set_authorized_keys(str(keys))
            return True
        return username == TRAINER or (username == DEMO and settings.password is not None)

    @property
    def _assists(self) -> bool:
        """Whether somebody comes for the helpdesk, and it is open."""
        return self.user == ASSISTANCE and self._gate.settings.assistance_keys is not None

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
        """Open a channel for a session; a second one counts as another connection.

        Raises:
            asyncssh.ChannelOpenError: Too many were asked for.
        """
        if self._asked and not self._gate.admission.comes(self._address):
            raise asyncssh.ChannelOpenError(asyncssh.OPEN_RESOURCE_SHORTAGE, "")
        self._asked = True
        channel = self._channel()
        channel.when_started, channel.when_closed = self._channel_started, self._channel_closed
        return channel

    def _channel(self) -> AskedChannel:
        gate, address = self._gate, self._address
        if gate.admission.is_too_fast(address):
            return RefusedChannel(gate, address, "rate", TOO_FAST)
        if self.user in {DEMO, TRAINER}:
            return SessionChannel(gate, address, trains=self.user == TRAINER)
        if self.user == VIEWER:
            return ViewChannel(gate, address)
        if self._assists:
            return AssistanceChannel(gate, address)
        words = ASSISTANCE_CLOSED if self.user == ASSISTANCE else OTHER_USER
        return RefusedChannel(gate, address, "user", words)
