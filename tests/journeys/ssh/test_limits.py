"""What a session may use and how long it may last; whoever meets a limit reads a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest
from asyncssh.channel import SSHClientChannel

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.ssh.seat import seat, seated
from tests.journeys.terminal import PATIENCE
from tui.ssh.admission import HELD, SPARE

BREAKS = """
import sys
from tui.ssh.app import SessionApp
from tui.cli import main

def crash(app):
    raise RuntimeError("on purpose")

def spin(app):
    while True:
        pass

def swell(app):
    app.swollen = []
    while True:
        app.swollen.append(bytearray(1 << 20))

SessionApp.action_theme = {"crash": crash, "spin": spin, "swell": swell}["%s"]
sys.argv[0] = "espace-electeur"
main()
"""
"""F3 breaks the session."""


async def said(host: Host) -> str:
    """Return what is said in place of a session."""
    async with await host.connects() as connection:
        done = await connection.run(term_type="xterm", check=False)
    assert done.exit_status == 1
    return str(done.stderr)


async def test_the_last_place_is_told(program: InstalledProgram, directory: Path) -> None:
    with hosting(program, directory, "sessions = 2\n") as host:
        async with seated(host), seated(host):
            assert "Toutes les places sont prises." in await said(host)
        async with seated(host):
            pass


async def test_the_last_place_of_an_address_is_told(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, "sessions_of_address = 1\n") as host:
        async with seated(host):
            assert "Toutes les places de votre réseau sont prises." in await said(host)


async def test_whoever_connects_too_often_is_told_to_wait(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, "connections_a_minute = 3\n") as host:
        async with seated(host), seated(host):
            assert "Trop de connexions en une minute." in await said(host)
            with pytest.raises((OSError, asyncssh.Error)):  # in the end it is not even answered
                await connects_for_ever(host)


async def test_channels_count_as_connections(program: InstalledProgram, directory: Path) -> None:
    answers = []
    with hosting(program, directory, "connections_a_minute = 3\n") as host:
        async with await host.connects("voir") as connection:
            for _ in range(5):
                done = await connection.run("BCDFG", term_type="xterm", check=False)
                answers.append("Trop de connexions" in str(done.stderr))
            with pytest.raises(asyncssh.ChannelOpenError):
                await asks_for_ever(connection)
    assert answers == sorted(answers)  # and the host has been looked at once before
    assert (answers[0], answers[3]) == (False, True)


IMPATIENT = """
import sys
import tui.ssh.door
from tui.cli import main

tui.ssh.door.WITHOUT_SESSION = 0.5
sys.argv[0] = "espace-electeur"
main()
"""


async def test_a_connection_on_which_nothing_is_open_is_closed(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, script=IMPATIENT) as host:
        one = await seat(host)
        empty, used = await host.connects(), await host.connects()
        await used.run("--help", check=False)
        async with asyncio.timeout(PATIENCE):
            await empty.wait_closed()
            await used.wait_closed()
        await one.quits()


async def test_a_channel_on_which_nothing_is_asked_for_holds_no_connection(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, script=IMPATIENT) as host:
        connection = await host.connects()
        loop = asyncio.get_running_loop()
        channel = SSHClientChannel(connection, loop, "strict", None, "strict", 1 << 21, 1 << 15)
        await channel._open(b"session")
        async with asyncio.timeout(PATIENCE):
            await connection.wait_closed()


async def test_no_more_connections_are_held_than_there_are_places(
    program: InstalledProgram, directory: Path
) -> None:
    key = directory / "id"
    private = asyncssh.generate_private_key("ssh-ed25519")
    private.write_private_key(key)
    private.write_public_key(directory / "trainers")
    settings = 'sessions = 2\nsessions_of_address = 2\ntrainer_keys = "trainers"\n'
    with hosting(program, directory, settings) as host:
        held = [await host.connects() for _ in range(HELD * 2 + SPARE)]
        one_more = await host.connects()
        async with asyncio.timeout(PATIENCE):
            await one_more.wait_closed()
        assert not any(connection.is_closed() for connection in held)
        trainer = await host.connects("trainer", str(key))
        trainer.abort()
        for connection in held:
            connection.abort()
        async with seated(host):
            pass


async def connects_for_ever(host: Host) -> None:
    while True:
        connection = await host.connects()
        connection.close()


async def asks_for_ever(connection: asyncssh.SSHClientConnection) -> None:
    while True:
        await connection.run("BCDFG", term_type="xterm", check=False)


async def test_whoever_walks_away_is_warned_and_then_leaves(
    program: InstalledProgram, directory: Path
) -> None:
    settings = "idle_seconds = 1\nwarning_seconds = 100\n"
    with hosting(program, directory, settings) as host:
        one = await seat(host)
        await one.reads("Êtes-vous encore")
        one.presses("enter")
        await one.reads("COMMENT ACTIVER")
        await one.quits()
    with hosting(program, directory, "idle_seconds = 1\nwarning_seconds = 1\n") as host:
        one = await seat(host)
        await one.reads("Personne n'était plus là")
        assert await one.ends() == 0


async def test_no_session_lasts_longer_than_it_may(
    program: InstalledProgram, directory: Path
) -> None:
    settings = "idle_seconds = 1\nwarning_seconds = 1\nlongest_seconds = 2\n"
    with hosting(program, directory, settings) as host:
        one = await seat(host)
        await one.reads("Le temps de la visite est écoulé.")
        assert await one.ends() == 0


@pytest.fixture(params=["crash", "spin", "swell"])
def broken(
    request: pytest.FixtureRequest, program: InstalledProgram, directory: Path
) -> Iterator[Host]:
    """A host whose sessions break at F3."""
    settings = "core_seconds = 4\nmemory = 64\n"
    with hosting(program, directory, settings, script=BREAKS % request.param) as host:
        yield host


async def test_a_session_that_breaks_ends_alone(broken: Host) -> None:
    one = await seat(broken)
    async with seated(broken) as other:
        one.presses("f3")
        assert await one.ends() == 1
        assert "Reconnectez-vous" in one.last_words or "erreur inattendue" in one.words
        other.presses("f9")
        await other.reads("Bruyere6Causses")
    await asyncio.to_thread(broken.wait_empty)


async def test_a_password_is_asked_where_one_is_wanted(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, words=["--password"], typed="Hortensia-4\n") as host:
        with pytest.raises(asyncssh.PermissionDenied):
            await host.connects()
        async with await asyncssh.connect(
            "127.0.0.1",
            host.port,
            username="demo",
            password="Hortensia-4",
            known_hosts=None,
            config=[],
            client_keys=None,
        ) as connection:
            done = await connection.run("--help", check=False)
        assert done.exit_status == 0


async def test_a_key_is_asked_where_one_is_wanted(
    program: InstalledProgram, directory: Path
) -> None:
    private = asyncssh.generate_private_key("ssh-ed25519")
    private.write_private_key(directory / "id")
    private.write_public_key(directory / "keys")
    keys = ["--authorized-keys", str(directory / "keys")]
    with hosting(program, directory, words=keys) as host:
        with pytest.raises(asyncssh.PermissionDenied):
            await host.connects()
        async with seated(host, key=str(directory / "id")):
            pass
