"""The gate: the process that speaks SSH, and passes each session's terminal on to the host."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import asyncssh
import msgspec

from tui.ssh.admission import Admission
from tui.ssh.door import Door
from tui.ssh.messages import Begin, Closing, Codes, End, Ended, Refused, Watched
from tui.ssh.words import HOST_GONE, NO_PROCESS, ended_words

if TYPE_CHECKING:
    from pathlib import Path

    from models import SshSettings
    from tui.ssh.channel import SessionChannel
    from tui.ssh.messages import Line

LOGIN = 30
"""Seconds until a client has said who it is."""
GRACE = 5.0
"""Seconds in which the sessions end after the gate was asked to leave."""


class Gate:
    """The connections and their sessions.

    Attributes:
        settings: Limits and keys.
        admission: Counts who is there.
        codes: Those that are good now.
        closing: Nobody is let in any more.
    """

    def __init__(self, line: Line, settings: SshSettings) -> None:
        """Take the line to the host, and the settings."""
        self.settings = settings
        self.admission = Admission(settings)
        self.codes = Codes([], {})
        self.closing = False
        self._line = line
        self._channels: dict[int, SessionChannel] = {}
        self._last = 0
        self._leaving = asyncio.Event()
        self._asked_to_leave = False

    async def serve(self, listening: Sequence[socket.socket], host_key: Path) -> None:
        """Serve until the host is gone or asks to leave."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._leaving.set)
        loop.add_reader(self._line.fileno(), self._hear_host)
        options = asyncssh.SSHServerConnectionOptions(
            server_factory=lambda: Door(self),
            server_host_keys=[str(host_key)],
            gss_host=None,
            encoding=None,
            line_editor=False,
            agent_forwarding=False,
            x11_forwarding=False,
            compression_algs=None,
            utf8_decode_errors="replace",
            login_timeout=LOGIN,
            keepalive_interval=self.settings.keepalive_seconds,
            keepalive_count_max=3,
            server_version="espace-electeur",
            config=[],
        )
        servers = [await asyncssh.listen(sock=one, options=options) for one in listening]
        await self._leaving.wait()
        for server in servers:
            server.close()
        await self._end_all()

    # Sessions

    def next_number(self) -> int:
        """Return a number that no session has had."""
        self._last += 1
        return self._last

    def begin(self, channel: SessionChannel, begin: Begin, terminal: int) -> None:
        """Have the host begin a session on a terminal.

        Raises:
            OSError: The host is gone.
        """
        self._line.send(begin, [terminal])
        self._channels[begin.number] = channel

    def end(self, number: int) -> None:
        """Have the host end a session."""
        self._line.send_quietly(End(number))

    def session(self, number: int) -> SessionChannel | None:
        """Return the channel of a session, if it lives."""
        return self._channels.get(number)

    def watch(self, number: int, *, anew: bool = False) -> None:
        """Tell the host how many look at a session, and whether it is to be drawn whole."""
        if (channel := self._channels.get(number)) is not None:
            self._line.send_quietly(Watched(number, len(channel.viewers), anew))

    def refuses(self, reason: str) -> None:
        """Have somebody counted who was refused."""
        self._line.send_quietly(Refused(reason))

    def _hear_host(self) -> None:
        """Take what the host says; its end is the gate's."""
        try:
            received = self._line.receive()
        except msgspec.DecodeError:
            return
        except OSError:
            received = None
        if received is None:
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            self._leaving.set()
            return
        message, descriptors = received
        for descriptor in descriptors:
            os.close(descriptor)
        match message:
            case End():
                self._asked_to_leave = True
                self._leaving.set()
            case Closing():
                self.closing = True
            case Codes():
                self._take_codes(message)
            case Ended():
                channel = self._channels.pop(message.number, None)
                if channel is not None:
                    nothing = message.status is None
                    words = NO_PROCESS if nothing else ended_words(message, channel.words)
                    channel.finish(words, message)

    def _take_codes(self, codes: Codes) -> None:
        """Know the codes that are good; who looks at a session that is shown no more looks away."""
        self.codes = codes
        for number, channel in self._channels.items():
            if channel.viewers and number not in codes.shown.values():
                for viewer in list(channel.viewers):
                    viewer.end()

    async def _end_all(self) -> None:
        """End every session, with a sentence, and wait for the ends for a while."""
        if not self._asked_to_leave:  # the host is gone, and its sessions with it
            for channel in list(self._channels.values()):
                channel.finish(HOST_GONE, None)
            return
        for number, channel in list(self._channels.items()):
            channel.farewell = channel.words.closing
            self.end(number)
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                while self._channels:
                    await asyncio.sleep(0.05)
        for channel in list(self._channels.values()):
            channel.finish(channel.words.closing, None)


def hold_gate(
    line: Line, listening: Sequence[socket.socket], settings: SshSettings, host_key: Path
) -> None:
    """Be the gate, in a process of its own, until the host is gone or asks to leave."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # a client that goes is worth no line
    asyncio.run(Gate(line, settings).serve(listening, host_key))
