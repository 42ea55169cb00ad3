"""A host of demonstrations, and its clients."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from tests.architecture.installation import InstalledProgram
from tests.journeys.terminal import PATIENCE, Terminal
from tests.mail_servers.waiting import free_ports, wait_for, wait_for_port
from tests.private_memory import watched

SESSION, GATE, ASSISTANCE = "session", "gate", "assistance"
"""The names of the processes: of a demonstration, of the one that speaks SSH, of the helpdesk."""


@dataclass(frozen=True)
class Host:
    """A host that runs.

    Attributes:
        port: Where it listens.
        directory: Its key, settings and sandboxes.
        process: Its first process.
    """

    port: int
    directory: Path
    process: subprocess.Popen[bytes]

    @property
    def sandboxes(self) -> list[Path]:
        """The sandboxes of sessions, the one that they are copied from left out."""
        return [
            one
            for one in (self.directory / "sessions").iterdir()
            if not (one / "template").exists()
        ]

    @property
    def gate(self) -> int:
        """The number of the process that speaks SSH."""
        (gate,) = (one for one in _children(self.process.pid) if _name(one) == GATE)
        return gate

    @property
    def sessions(self) -> list[int]:
        """The numbers of its sessions' processes."""
        return [one for one in _children(self.process.pid) if _name(one) == SESSION]

    @property
    def agents(self) -> list[int]:
        """The numbers of the helpdesk's sessions' processes."""
        return [one for one in _children(self.process.pid) if _name(one) == ASSISTANCE]

    def wait_empty(self) -> None:
        """Wait until nothing of a session is left.

        Raises:
            AssertionError: Something stays.
        """
        try:
            wait_for(
                lambda: not (self.sessions or self.agents or self.sandboxes),
                "the end of every session",
            )
        except AssertionError as error:
            states = [Path(f"/proc/{pid}/status").read_text("ascii") for pid in self.sessions]
            raise AssertionError(f"left: {self.sandboxes} {states}") from error

    def client(self, *words: str, user: str = "demo", options: Sequence[str] = ()) -> list[str]:
        """Return the command line of OpenSSH's client."""
        known = self.directory / "known_hosts"
        settings = [
            "StrictHostKeyChecking=accept-new",
            f"UserKnownHostsFile={known}",
            "GlobalKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            f"ConnectTimeout={PATIENCE:.0f}",
        ]
        asked = [part for one in settings for part in ("-o", one)]
        return [
            "ssh",
            "-F",
            "none",
            *asked,
            *options,
            "-p",
            str(self.port),
            f"{user}@127.0.0.1",
            *words,
        ]

    def sits_down(
        self,
        *words: str,
        user: str = "demo",
        key: Path | None = None,
        term: str = "xterm-256color",
        size: tuple[int, int] = (80, 24),
    ) -> Terminal:
        """Return a terminal in which OpenSSH's client has begun, with a key or none."""
        environment = {"PATH": os.environ["PATH"], "TERM": term, "LANG": "C.UTF-8"}
        options = ["-t"] if words else []
        options += ["-o", "IdentitiesOnly=yes", "-i", str(key)] if key is not None else []
        return Terminal(
            self.client(*words, user=user, options=options),
            environment=environment,
            folder=self.directory,
            columns=size[0],
            lines=size[1],
        )

    async def connects(
        self, user: str = "demo", key: str | None = None, port: int | None = None
    ) -> asyncssh.SSHClientConnection:
        """Return a connection of asyncssh's client, with a key or none, perhaps at another port."""
        keys = [key] if key is not None else None
        return await asyncssh.connect(
            "127.0.0.1",
            port or self.port,
            username=user,
            known_hosts=None,
            config=[],
            client_keys=keys,
        )


def _children(pid: int) -> list[int]:
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:
        return []
    return [int(one) for one in words.split()]


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text("ascii").strip()
    except OSError:
        return ""


@contextmanager
def hosting(
    program: InstalledProgram,
    directory: Path,
    settings: str = "",
    *,
    closing: int = 0,
    script: str = "",
    words: Sequence[str] = (),
    typed: str = "",
    looked_into: bool = False,
) -> Iterator[Host]:
    """Run a host until the end of the block; whatever is left of it then is an error of a test.

    Args:
        program: The program.
        directory: Of the host.
        settings: Lines of its `ssh.toml`.
        closing: Seconds from the warning to its end.
        script: Python that breaks something first, and then calls the program.
        words: Further words of the command line.
        typed: What it reads from its standard input.
        looked_into: The test reads the memory of its processes.
    """
    (port,) = free_ports(1)
    lines = f"closing_seconds = {closing}\n{settings}"
    (directory / "ssh.toml").write_text(lines, encoding="utf-8")
    begin = [program.python, "-IB", "-c", script] if script else [program.command]
    told = ["serve", "--port", str(port), "--listen", "127.0.0.1", "--directory", str(directory)]
    path = {} if script else {"PATH": os.environ["PATH"]}
    command = [*begin, *told, *words]
    process = subprocess.Popen(
        watched(*command) if looked_into else command,
        env={"LANG": "C.UTF-8", **path},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=directory,
    )
    try:
        assert process.stdin
        process.stdin.write(typed.encode())
        process.stdin.close()
        wait_for_port(port, process)
        yield Host(port, directory, process)
        if process.returncode is None:  # no test has seen its end
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
