"""A session of asyncssh's client, and its screen as a person sees it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncssh

from tests.journeys.keys import KEYS, sequence
from tests.journeys.screen import ScreenText
from tests.journeys.ssh.hosting import Host
from tests.journeys.terminal import PATIENCE

KEYBOARD = re.compile(rb"\x1b\[[<=>?][0-9;]*u")
"""How keys are sent: the emulator knows nothing of it, and would show it."""


class Seat:
    """One person in the room.

    Attributes:
        connection: To the host.
        process: The session.
        output: Everything that it has sent.
        last_words: What was said beside the screen, once it has ended.
    """

    def __init__(
        self,
        connection: asyncssh.SSHClientConnection,
        process: asyncssh.SSHClientProcess[bytes],
        size: tuple[int, int],
    ) -> None:
        """Take a session, and the size of its terminal."""
        self.connection = connection
        self.process = process
        self.output = bytearray()
        self.last_words = ""
        self._screen = ScreenText(*size)

    @property
    def words(self) -> str:
        """The screen on one line."""
        return self._screen.words

    def presses(self, *keys: str) -> None:
        """Press keys, or type letters."""
        self.process.stdin.write(
            "".join(sequence(key) if key in KEYS else key for key in keys).encode()
        )

    def resizes(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(columns, lines)
        self.process.change_terminal_size(columns, lines)

    def take(self, piece: bytes) -> None:
        """Take what the session has sent."""
        self.output += piece
        self._screen.feed(KEYBOARD.sub(b"", piece))

    async def reads(self, *texts: str) -> None:
        """Wait until texts are on the screen.

        Raises:
            AssertionError: The session has ended.
            TimeoutError: They never are.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                while not all(text in self.words for text in texts):
                    piece = await self.process.stdout.read(1 << 16)
                    assert piece, f"ended before {texts}: {self.words}"
                    self.take(piece)
        except TimeoutError:
            raise AssertionError(f"waited for {texts}: {self.words}") from None

    async def ends(self) -> int | None:
        """Wait until the session has ended, and return its status."""
        async with asyncio.timeout(PATIENCE):
            done = await self.process.wait()
        self.connection.close()
        self.last_words = bytes(done.stderr or b"").decode()  # type: ignore[arg-type]  # no encoding
        return done.exit_status

    async def quits(self) -> None:
        """Leave by QUITTEZ."""
        self.presses("f10")
        assert await self.ends() == 0


async def seat(
    host: Host,
    command: str | None = None,
    *,
    user: str = "demo",
    key: str | None = None,
    term: str = "xterm-256color",
    size: tuple[int, int] = (80, 24),
    first: str = "QUITTEZ",
    environment: dict[str, str] | None = None,
    window: int = 1 << 21,
    port: int | None = None,
) -> Seat:
    """Return a session whose first screen is there."""
    connection = await host.connects(user, key, port)
    process = await connection.create_process(
        command,
        term_type=term,
        term_size=size,
        env=environment or {},
        encoding=None,
        window=window,
    )
    sitting = Seat(connection, process, size)
    await sitting.reads(first)
    return sitting


@asynccontextmanager
async def seated(host: Host, command: str | None = None, **asked: object) -> AsyncIterator[Seat]:
    """Sit down until the end of the block, and leave by QUITTEZ."""
    sitting = await seat(host, command, **asked)  # type: ignore[arg-type]  # as `seat` takes them
    try:
        yield sitting
        await sitting.quits()
    finally:
        sitting.connection.close()
