"""What is to be had over SSH is a session, and nothing else."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncssh
import pytest

from tests.journeys.ssh.hosting import Host
from tests.journeys.ssh.seat import seated
from tests.journeys.terminal import PATIENCE

BANNERS = re.compile("Chaque session a ses|tout est effacé à la fin")


def called(
    host: Host, *words: str, user: str = "demo", options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run OpenSSH's client without a terminal, to its end."""
    return subprocess.run(
        host.client(*words, user=user, options=options),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def lines(text: str) -> list[str]:
    """Return the lines of what a client has printed, without the banner's."""
    return [line.strip() for line in text.splitlines() if line.strip() and not BANNERS.search(line)]


def test_without_a_terminal_there_is_one_line(host: Host) -> None:
    done = called(host)
    assert done.returncode == 1
    (line,) = lines(done.stderr + done.stdout)
    assert "ajoutez -t" in line


@pytest.mark.parametrize("word", ["ls", "sh -c id", "../etc/passwd", "é" * 999])
def test_another_command_is_one_line(host: Host, word: str) -> None:
    done = called(host, word, options=("-t", "-t"))
    assert done.returncode == 1
    (line,) = lines(done.stderr + done.stdout)
    assert "n'existe pas ici" in line.replace("’", "'")


def test_the_help_names_the_screens(host: Host) -> None:
    for words in (["help"], ["--", "--help"]):
        done = called(host, *words)
        assert done.returncode == 0
        for word in ("messagerie", "creation", "confirmation", "scrutins", "aide"):
            assert word in done.stdout


def test_files_are_not_served(host: Host, tmp_path: Path) -> None:
    assert "Ni fichiers ni commandes ici" in called(host, "scp -t /tmp").stderr
    known = tmp_path / "known"
    for program in ("sftp", "scp"):
        words = ["-F", "none", "-P", str(host.port), "-o", "StrictHostKeyChecking=no"]
        words += ["-o", f"UserKnownHostsFile={known}"]
        ends = ["demo@127.0.0.1"] if program == "sftp" else ["demo@127.0.0.1:x", str(tmp_path)]
        done = subprocess.run(
            [program, *words, *ends],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode != 0
        assert "Ni fichiers ni commandes ici" in done.stderr
        assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("user", ["root", "jdupont", "x" * 300])
async def test_nobody_else_gets_more_than_a_sentence_and_none_is_asked_for_a_password(
    host: Host, user: str
) -> None:
    async with await host.connects(user) as connection:
        done = await connection.run("scrutins", term_type="xterm", check=False)
    assert done.exit_status == 1
    assert "on se connecte en demo" in str(done.stderr)
    assert host.sandboxes == []


async def test_without_a_trainers_key_nobody_trains(host: Host) -> None:
    with pytest.raises(asyncssh.PermissionDenied):
        await host.connects("trainer")


async def test_variables_of_any_size_and_shape_end_nothing(host: Host) -> None:
    hostile = {f"LC_{number}{'A' * 20_000}": "x" for number in range(10)}
    hostile |= {"LC_A=B": "x", "LC_C\0D": "x", "LANG": "x\0y", "COLORTERM": "\n"}
    async with seated(host):
        async with seated(host, environment=hostile, first="COMMENT ACTIVER"):
            pass
        async with seated(host, term="x\0" * 5000, first="COMMENT ACTIVER"):
            pass


@pytest.mark.parametrize("user", ["demo", "voir"])
def test_help_is_given_with_whatever_is_asked_for(host: Host, user: str) -> None:
    done = called(host, "scrutins", "--help", user=user)
    assert done.returncode == 0
    assert "ssh -t voir@HÔTE CODE" in done.stdout


async def test_the_helpdesk_is_refused_in_one_sentence(host: Host) -> None:
    async with await host.connects("assistance") as connection:
        done = await connection.run(term_type="xterm", check=False)
    assert done.exit_status == 1
    assert "L’assistance n’est pas ouverte" in str(done.stderr).replace("'", "’")


async def test_nothing_is_forwarded(host: Host, tmp_path: Path) -> None:
    async with await host.connects() as connection:
        channels: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: connection.open_connection("127.0.0.1", host.port),
            lambda: connection.open_unix_connection("/run/x"),
            connection.open_tun,
            connection.open_tap,
        )
        for opening in channels:
            with pytest.raises(asyncssh.ChannelOpenError):
                await opening()
        listeners: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: connection.start_server(lambda *_: True, "127.0.0.1", 0),
            lambda: connection.start_unix_server(lambda *_: True, str(tmp_path / "line")),
        )
        for listening in listeners:
            with pytest.raises(asyncssh.ChannelListenError):
                await listening()


def test_openssh_forwards_nothing(host: Host) -> None:
    """Ports, an agent and a display, as a person asks for them."""
    for options in (
        ("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"),
        ("-A",),
        ("-X",),
        ("-W", "127.0.0.1:22"),
    ):
        done = called(host, options=options)
        assert done.returncode != 0, options


async def test_no_display_is_reached(host: Host) -> None:
    async with await host.connects() as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process(term_type="xterm", x11_forwarding=True)


async def test_the_environment_of_the_client_changes_nothing(host: Host, tmp_path: Path) -> None:
    hostile = {
        "TEXTUAL_PRESS": "f10",
        "TEXTUAL_DRIVER": "os:system",
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "x"),
        "LD_PRELOAD": str(tmp_path / "x.so"),
        "TMPDIR": "/",
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "COLORTERM": "x" * 5000,
        "LC_ALL": "x" * 5000,
    }
    async with seated(host, environment=hostile, first="COMMENT ACTIVER") as one:
        one.presses("f9")
        await one.reads("Bruyere6Causses")
        assert len(host.sandboxes) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("term", ["xterm", "putty", "linux", "screen", "tmux-256color", "vt100"])
async def test_the_terminal_of_the_client_is_taken_as_it_is(host: Host, term: str) -> None:
    async with seated(host, term=term, first="COMMENT ACTIVER") as one:
        one.presses("1")
        await one.reads("Bienvenue dans le webmail")
        assert b";2;" not in one.output  # no colours of 24 bits that it has not asked for
