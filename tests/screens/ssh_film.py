"""The README's picture of a session over SSH, by OpenSSH's client: from the command to QUITTEZ."""

from __future__ import annotations

import asyncio
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import asyncssh

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.ssh.seat import seat
from tests.journeys.terminal import PATIENCE, Terminal
from tests.screens.recording import moving_picture
from tests.screens.visit_film import COLUMNS, GLANCED, LINES, READ, TYPED, Camera

NAME = "ssh"
COMMAND = "ssh demo@demonstration.example"
"""What a person types; the shell of the recording knows it as the client of the real host."""
PROMPT = "$ "
SHELL = ["/bin/sh", "-i"]
SAID = "Dans cinq minutes : la messagerie, tous ensemble."
"""By the trainer, to all."""


def film(environment: Path) -> str:
    """Return the moving picture of a session.

    Args:
        environment: Where the program is installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        key = _trainers_key(home)
        settings = 'trainer_keys = "formateurs"\n'
        with hosting(InstalledProgram(Path(), environment), home, settings) as host:
            return _filmed(host, key)


def _trainers_key(home: Path) -> Path:
    """Make the key of a trainer, the public one in the host's file of them; return its file."""
    private = asyncssh.generate_private_key("ssh-ed25519")
    private.write_private_key(home / "id")
    private.write_public_key(home / "formateurs")
    return home / "id"


def _filmed(host: Host, key: Path) -> str:
    """Sit down, hear the trainer, and leave."""
    subprocess.run(host.client("help"), check=True, capture_output=True)  # knows the host's key
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    shell = {"ENV": str(_shell_settings(host)), "PS1": PROMPT, "COLORTERM": "truecolor"}
    with Terminal(
        SHELL,
        environment=environment | shell,
        folder=host.directory,
        columns=COLUMNS,
        lines=LINES,
    ) as terminal:
        camera = Camera(terminal)
        terminal.wait_for(PROMPT.strip())
        _types(terminal, camera, COMMAND)
        camera.takes(GLANCED)
        terminal.press("enter")
        terminal.wait_for("QUITTEZ")
        camera.takes(READ)
        terminal.stand()
        terminal.press("enter")
        terminal.wait_for("Bienvenue dans le webmail")
        camera.takes(READ)
        asyncio.run(_says(host, key))
        terminal.wait_for(SAID)
        camera.takes(2 * READ)
        terminal.press("f10")
        terminal.wait_until(
            lambda: terminal.output.endswith(PROMPT.encode()), "the shell", PATIENCE
        )
        camera.takes(2 * READ)
        terminal.type("exit")
        terminal.press("enter")
        terminal.wait_end()
    return moving_picture(camera.frames, COLUMNS)


def _shell_settings(host: Host) -> Path:
    """Write what the shell reads first: where the name in the command leads."""
    client = shlex.join(
        [
            "ssh",
            "-F",
            "none",
            "-o",
            f"UserKnownHostsFile={host.directory / 'known_hosts'}",
            "-o",
            "HostName=127.0.0.1",
            "-p",
            str(host.port),
            "-o",
            "SendEnv=COLORTERM",
        ]
    )
    settings = host.directory / "shell"
    settings.write_text(f'ssh() {{ command {client} "$@"; }}\n', encoding="utf-8")
    return settings


def _types(terminal: Terminal, camera: Camera, text: str) -> None:
    for start in range(0, len(text), 3):
        terminal.type(text[start : start + 3])
        camera.takes(3 * TYPED)


async def _says(host: Host, key: Path) -> None:
    """Have a trainer say a sentence to all."""
    trainer = await seat(host, user="trainer", key=str(key), first="LA SALLE")
    trainer.presses("tab", SAID, "enter")
    await trainer.reads("La phrase s'affiche")
    await trainer.quits()
