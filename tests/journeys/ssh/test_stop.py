"""Stopping a host: nobody new, a warning to the others, the end; and what it tells of itself."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.ssh.seat import seat, seated
from tests.journeys.terminal import PATIENCE
from tests.mail_servers.waiting import wait_for


async def ended(host: Host) -> int:
    """Return the exit status of a host that ends."""
    return await asyncio.to_thread(host.process.wait, PATIENCE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_people_are_warned_and_nobody_else_comes(
    program: InstalledProgram, directory: Path, number: signal.Signals
) -> None:
    with hosting(program, directory, closing=300) as host:
        one, other = await seat(host), await seat(host)
        host.process.send_signal(number)
        await one.reads("Le serveur s'arrête dans 5 minutes.")
        async with await host.connects() as connection:
            done = await connection.run(term_type="xterm", check=False)
        assert "Le serveur s'arrête." in str(done.stderr)
        await other.quits()
        host.process.send_signal(number)
        assert await one.ends() == 1
        assert "Le serveur s'arrête." in one.last_words
        assert await ended(host) == 0


async def test_whoever_is_left_is_sent_away_in_time(
    program: InstalledProgram, directory: Path
) -> None:
    with hosting(program, directory, closing=1) as host:
        one = await seat(host)
        host.process.send_signal(signal.SIGTERM)
        assert await one.ends() == 1
        assert await ended(host) == 0


async def test_a_gate_that_is_killed_ends_the_host_with_a_sentence(
    program: InstalledProgram, directory: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with hosting(program, directory) as host:
        one = await seat(host)
        os.kill(host.gate, signal.SIGKILL)
        assert await ended(host) == 1
        assert host.sandboxes == []
        one.connection.abort()
    assert "Une erreur inattendue a fermé le serveur." in capfd.readouterr().err


def status(program: InstalledProgram, directory: Path, *words: str) -> str:
    """Return what `admin status --ssh` prints."""
    done = subprocess.run(
        [program.command, "admin", "status", "--ssh", "--directory", str(directory), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.stdout + done.stderr


async def test_the_status_tells_of_the_sessions(program: InstalledProgram, directory: Path) -> None:
    assert "Aucun serveur de démonstrations" in status(program, directory)
    with hosting(program, directory) as host:
        async with seated(host, term="putty"):
            async with await host.connects() as connection:
                await connection.run("ls", term_type="xterm", check=False)
            await asyncio.to_thread(
                wait_for,
                lambda: '"refused": {"word": 1}' in figures(directory),
                "the figures of the host",
            )
            page = status(program, directory)
            assert "Sessions en cours" in page
            assert "Terminal putty" in page
            assert "commande inconnue" in page
            facts = json.loads(status(program, directory, "--json"))
            assert (facts["sessions"], facts["terminals"]) == (1, {"putty": 1})
    assert "Aucun serveur de démonstrations" in status(program, directory)


def figures(directory: Path) -> str:
    """Return what a host tells of itself."""
    try:
        return (directory / "status.json").read_text("utf-8")
    except OSError:
        return ""


async def test_the_host_key_stays_and_is_its_owners(
    program: InstalledProgram, directory: Path
) -> None:
    keys = set()
    for _ in range(2):
        with hosting(program, directory) as host:
            async with await host.connects() as connection:
                key = connection.get_server_host_key()
                assert key is not None
                keys.add(key.get_fingerprint())
    assert len(keys) == 1
    assert (directory / "ssh_host_ed25519_key").stat().st_mode & 0o777 == 0o600


def test_a_port_that_is_taken_is_one_sentence(program: InstalledProgram, directory: Path) -> None:
    with hosting(program, directory) as host:
        done = subprocess.run(
            [program.command, "serve", "--port", str(host.port), "--listen", "127.0.0.1"],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert done.returncode == 1
    assert f"Le port {host.port} de 127.0.0.1 ne peut pas être ouvert" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--port", "99999"], 2, "--port"),
        (["--listen", "nulle part"], 1, "L'adresse nulle part n'est pas celle de cette machine."),
        (["--listen", "192.0.2.7"], 1, "L'adresse 192.0.2.7 n'est pas celle de cette machine."),
    ],
)
def test_what_cannot_be_listened_at_is_said(
    program: InstalledProgram, directory: Path, words: list[str], status: int, said: str
) -> None:
    done = subprocess.run(
        [program.command, "serve", "--directory", str(directory), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_directory_or_a_key_that_is_of_no_use_is_said(
    program: InstalledProgram, directory: Path
) -> None:
    (directory / "ssh_host_ed25519_key").write_text("no key")
    for place, said in ((directory, "n'est pas lisible"), (Path("/proc/x"), "être écrit")):
        done = subprocess.run(
            [program.command, "serve", "--listen", "127.0.0.1", "--directory", str(place)],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
