"""A person in a session over SSH: what has come, and when its last bytes came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic

import asyncssh

from tests.journeys.terminal import PATIENCE

COLUMNS, LINES = 80, 24
LONGEST = 3.0
"""Seconds after which a page has settled in any case."""
TERM = "xterm-256color"
COLOURS: Mapping[bytes | str, bytes | str] = {"COLORTERM": "truecolor"}


class Person(asyncssh.SSHClientSession[bytes]):
    """Reads without drawing: fifty of them are no load beside what is measured.

    Attributes:
        connection: To the host.
        channel: Of the session.
        output: Every byte that has come.
        asked_at: When the connection was asked for, by `time.monotonic`.
        read_at: When the last bytes came.
    """

    connection: asyncssh.SSHClientConnection
    channel: asyncssh.SSHClientChannel[bytes]

    def __init__(self) -> None:
        """Start with nothing read."""
        self.output = bytearray()
        self.asked_at = self.read_at = monotonic()
        self._came = asyncio.Event()

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Take what has come, and when."""
        self.read_at = monotonic()
        self.output += data
        self._came.set()

    def types(self, text: str) -> float:
        """Type a text, and return when."""
        self.channel.write(text.encode())
        return monotonic()

    async def reads(self, seen: str, start: int = 0) -> float:
        """Wait until bytes from an offset on hold a text, and return when they came.

        Raises:
            TimeoutError: They never do.
        """
        mark = seen.encode()
        return await self._until(lambda: mark in self.output[start:])

    async def _until(self, state: Callable[[], bool]) -> float:
        async with asyncio.timeout(PATIENCE):
            while not state():
                self._came.clear()
                await self._came.wait()
        return self.read_at

    async def settles(self, quiet: float) -> None:
        """Read until nothing has come for so many seconds, or a cursor has blinked for long."""
        limit = monotonic() + LONGEST
        while (left := min(limit, self.read_at + quiet) - monotonic()) > 0:
            await asyncio.sleep(left)

    def leaves(self) -> None:
        """Cut the line."""
        self.connection.abort()


async def sits_down(port: int, seen: str, target: str | None = None) -> Person:
    """Return a person whose first screen holds a text.

    Args:
        port: Of this machine, where sessions are served.
        seen: A text in one run of cells, the last one that is painted.
        target: Where the session opens; None: at its beginning.
    """
    person = Person()
    person.connection = await asyncssh.connect(
        "127.0.0.1", port, username="demo", known_hosts=None, config=[], client_keys=None
    )
    person.channel, _ = await person.connection.create_session(
        lambda: person,
        target or (),
        request_pty="force",
        term_type=TERM,
        term_size=(COLUMNS, LINES),
        env=COLOURS,
        encoding=None,
    )
    await person.reads(seen)
    return person
