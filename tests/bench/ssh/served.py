"""The two servers that are compared: one of demonstrations, one of the bare application."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.installation import InstalledProgram
from tests.architecture.source_tree import ROOT
from tests.bench.bare_app import PLACEHOLDER
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.surroundings import surroundings

MANY = "connections_a_minute = 100000\n"
"""A bench connects more often than a room does."""
BARE_END = PLACEHOLDER[1:]
"""The cursor stands on the first letter, in colours of its own."""


@dataclass(frozen=True)
class Yardstick:
    """The server of the bare application.

    Attributes:
        port: Where it listens.
        process: That serves, and whose children are the sessions.
    """

    port: int
    process: subprocess.Popen[str]

    @property
    def sessions(self) -> list[int]:
        """The numbers of its sessions' processes."""
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def served(home: Path) -> Iterator[tuple[Host, Yardstick]]:
    """Run both servers until the end of the block."""
    program = InstalledProgram(Path(), Path(sys.prefix))
    with _bare(home) as bare, hosting(program, home, MANY) as host:
        yield host, bare


@contextmanager
def _bare(home: Path) -> Iterator[Yardstick]:
    command = [sys.executable, "-m", "tests.bench.ssh.yardstick"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=surroundings(home), cwd=ROOT
    ) as process:
        try:
            assert process.stdout is not None
            yield Yardstick(int(process.stdout.readline()), process)
        finally:
            process.kill()
