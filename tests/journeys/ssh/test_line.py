"""What goes over the line: few bytes, none while nobody types, and it may be slow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median

from tests.journeys.ssh.hosting import Host
from tests.journeys.ssh.seat import Seat, seat, seated

FIRST_SCREEN, A_KEY, AN_ARROW = 16_384, 300, 3000
"""Bytes of the first screen at 80×24, of a key that is typed (median), and of a step from door to
door, at most."""
WHOLE = 2000
"""Bytes of a whole screen, at least."""
LATE = 0.15
"""Seconds by which the line delays every byte, each way: 300 ms until a key is seen."""
WORD = "francoise.dupont"


async def test_the_first_screen_and_a_key_take_few_bytes(host: Host) -> None:
    async with seated(host) as one:
        await settled(one)
        assert len(one.output) <= FIRST_SCREEN
        before = len(one.output)
        one.presses("down")
        await settled(one)
        assert 0 < len(one.output) - before <= AN_ARROW
        one.presses("2")
        await one.reads("CRÉER MON COMPTE")
        sizes = []
        for number in range(1, len(WORD) + 1):
            before = len(one.output)
            one.presses(WORD[number - 1])
            await one.reads(WORD[:number])
            sizes.append(len(one.output) - before)
        assert median(sizes) <= A_KEY


async def test_nothing_is_sent_while_nobody_types(host: Host) -> None:
    async with seated(host) as one:
        one.presses("2")
        await one.reads("CRÉER MON COMPTE")
        await settled(one)
        assert await something_in(one, 3.0) == b""


async def test_another_size_has_everything_sent_again(host: Host) -> None:
    async with seated(host) as one:
        await settled(one)
        before = len(one.output)
        one.resizes(80, 23)
        await settled(one)
        assert len(one.output) - before > WHOLE


async def settled(sitting: Seat) -> None:
    """Wait until a page has nothing more to say."""
    while await something_in(sitting, 1.0):
        pass


async def something_in(sitting: Seat, seconds: float) -> bytes:
    """Return what a session sends within some seconds, and take it."""
    try:
        async with asyncio.timeout(seconds):
            piece = await sitting.process.stdout.read(1 << 16)
    except TimeoutError:
        return b""
    sitting.take(piece)
    return piece


@asynccontextmanager
async def late_line(port: int) -> AsyncIterator[int]:
    """Listen at a port whose every byte comes late, in both directions."""
    tasks: set[asyncio.Task[None]] = set()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        while data := await reader.read(1 << 16):
            loop.call_later(LATE, writer.write, data)
        all_sent: asyncio.Future[None] = loop.create_future()
        loop.call_later(LATE, all_sent.set_result, None)
        await all_sent
        writer.close()
        await writer.wait_closed()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inside, outside = await asyncio.open_connection("127.0.0.1", port)
        for pair in ((reader, outside), (inside, writer)):
            tasks.add(asyncio.create_task(carry(*pair)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        await asyncio.gather(*tasks)


async def test_a_line_that_is_late_loses_no_key(host: Host) -> None:
    async with late_line(host.port) as port:
        one = await seat(host, port=port)
        one.presses("2")
        await one.reads("CRÉER MON COMPTE")
        one.presses(*f"{WORD}@ac-toulouse.fr")  # typed ahead of what is seen
        await one.reads(f"{WORD}@ac-toulouse.fr")
        one.presses("escape")
        await one.reads("COMMENT ACTIVER")
        one.presses("down")
        await one.reads("2▸")
        await one.quits()
