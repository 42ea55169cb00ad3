"""A room of people, and clients that behave badly: the host stays, and nothing of them."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from pathlib import Path

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.ssh.memory import resident
from tests.journeys.ssh.seat import Seat, seat, seated
from tests.journeys.terminal import PATIENCE
from tests.mail_servers.waiting import wait_for

PEOPLE = 20
LITTLE = 1 << 14
"""Bytes that a client lets its host send ahead."""
DAYS = ("dim. 21 sept.", "jeu. 20 nov.", "ven. 28 nov.", "16 h 30", "18 h 00", "ven. 5 déc.")
"""Where the six moments of the calendar lead, as the head of a screen says it."""


async def test_twenty_people_have_twenty_sandboxes(host: Host) -> None:
    room = await asyncio.gather(*(seat(host) for _ in range(PEOPLE)))
    assert len(set(host.sessions)) == PEOPLE
    await asyncio.to_thread(
        wait_for, lambda: len(host.sandboxes) == PEOPLE, "a sandbox for each of them"
    )
    for place, one in enumerate(room):  # each becomes one of six people, at one of six moments
        one.presses("f9", str(place % 6 + 1))
        await one.reads("DÉMONSTRATION ·")
        one.presses("f8")
        await one.reads("CALENDRIER DE LA DÉMONSTRATION")
        one.presses(str(place % 6 + 1))
    for place, one in enumerate(room):
        await one.reads(DAYS[place % 6], "DÉMONSTRATION ·")
    await asyncio.gather(*(one.quits() for one in room))


async def test_an_account_of_one_session_is_none_of_another(host: Host) -> None:
    async with seated(host, "creation") as one, seated(host, "creation") as other:
        for person in (one, other):  # the same person, with the same words
            await person.reads("CRÉER MON COMPTE")
            person.presses("Glycine8Garonne", "enter", "Glycine8Garonne")
            await person.reads("les deux saisies sont identiques")
            person.presses("enter")
            await person.reads("UN MAIL VOUS A ÉTÉ ADRESSÉ")


async def test_whoever_is_cut_off_leaves_nothing(host: Host) -> None:
    one = await seat(host)
    one.presses("1")
    one.connection.abort()
    await asyncio.to_thread(host.wait_empty)


async def test_whoever_closes_the_channel_leaves_nothing(host: Host) -> None:
    one = await seat(host)
    one.process.stdin.write_eof()
    await asyncio.wait_for(one.process.wait_closed(), PATIENCE)
    await asyncio.to_thread(host.wait_empty)
    one.connection.close()


async def test_a_storm_of_sizes_is_survived(host: Host) -> None:
    one = await seat(host)
    for number in range(300):
        one.process.change_terminal_size(20 + number % 100, 5 + number % 40)
    one.resizes(80, 24)
    one.presses("f9")
    await one.reads("Bruyere6Causses")
    await one.quits()


async def test_a_size_that_no_terminal_has_is_survived(host: Host) -> None:
    one = await seat(host)
    for size in ((0, 0), (1, 1), (100_000, 100_000)):
        one.process.change_terminal_size(*size)
    one.resizes(80, 24)
    await one.quits()


async def test_a_client_that_stops_reading_makes_nothing_grow(host: Host) -> None:
    slow = await seat(host, window=LITTLE)
    before = resident(host.gate)
    slow.process.stdout.channel.pause_reading()
    await press_long(slow)
    async with seated(host):
        assert resident(host.gate) < before + (16 << 20)
    slow.connection.abort()


async def press_long(sitting: Seat) -> None:
    """Have a session draw many pages."""
    for _ in range(300):
        for key in ("f9", "escape"):
            sitting.presses(key)
            await sitting.process.stdin.drain()
            await asyncio.sleep(0)


async def test_a_client_that_reads_nothing_for_long_is_given_up(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, "stalled_seconds = 1\n") as host:
        slow = await seat(host, window=LITTLE)
        slow.process.stdout.channel.pause_reading()
        await press_long(slow)
        await asyncio.to_thread(host.wait_empty)
        slow.connection.abort()


def test_garbage_is_no_trouble(host: Host) -> None:
    for data in (
        b"",
        b"GET / HTTP/1.0\r\n\r\n",
        os.urandom(1 << 16),
        b"SSH-2.0-x\r\n" + os.urandom(1 << 15),
    ):
        with socket.create_connection(("127.0.0.1", host.port), PATIENCE) as line:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            while line.recv(1 << 16):
                pass


async def test_garbage_in_a_session_is_no_trouble(host: Host) -> None:
    async with seated(host) as one:
        one.process.stdin.write(b"\x00\xff\xfe\x1b[<999;999;999M\x1b]52;c;?\x07\x9b" * 200)
        one.presses("escape", "f9")
        await one.reads("Bruyere6Causses")


async def test_two_hundred_connections_at_once_leave_the_host_as_it_was(host: Host) -> None:
    descriptors = open_files(host.gate)
    lines = [socket.create_connection(("127.0.0.1", host.port), PATIENCE) for _ in range(200)]
    for line in lines:
        line.close()
    async with seated(host):
        pass
    await asyncio.to_thread(
        wait_for, lambda: open_files(host.gate) <= descriptors, "every connection's end"
    )


def open_files(pid: int) -> int:
    """Return how many descriptors a process has."""
    return len(os.listdir(f"/proc/{pid}/fd"))


async def test_a_line_that_is_dead_is_noticed(program: InstalledProgram, directory: Path) -> None:
    """Half-open: the client's machine is gone, and nothing says so."""
    with (
        hosting(program, directory, "keepalive_seconds = 1\n") as host,
        host.sits_down() as terminal,
    ):
        terminal.wait_for("QUITTEZ")
        os.kill(terminal.process.pid, signal.SIGSTOP)
        try:
            await asyncio.to_thread(host.wait_empty)
        finally:
            os.kill(terminal.process.pid, signal.SIGKILL)


async def test_a_session_that_is_killed_ends_alone(host: Host) -> None:
    one = await seat(host)
    (killed,) = host.sessions
    async with seated(host):
        os.kill(killed, signal.SIGKILL)
        assert await one.ends() == 1


async def test_a_session_that_is_stopped_is_ended(host: Host) -> None:
    one = await seat(host)
    os.kill(host.sessions[0], signal.SIGSTOP)
    assert await one.ends() == 1


async def test_a_host_that_was_killed_leaves_nothing_to_the_next(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory) as first:
        one = await seat(first)
        await asyncio.to_thread(wait_for, lambda: bool(first.sandboxes), "a sandbox")
        sessions = first.sessions
        first.process.kill()
        first.process.wait()
        assert await one.ends() == 1
        assert "arrêté sans prévenir" in one.last_words
        with hosting(program, directory) as second:

            def gone() -> bool:
                return not any(Path(f"/proc/{pid}").exists() for pid in sessions)

            await asyncio.to_thread(wait_for, gone, "the end of its sessions")
            await asyncio.to_thread(second.wait_empty)
        one.connection.abort()
