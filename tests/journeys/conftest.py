"""The installed program, once for all, and terminals to run it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from models import SAMPLE_NAMES
from tests.architecture.installation import InstalledProgram
from tests.journeys.cast import Cast, cast_of
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import Front, running_front
from tests.models.databases import postgresql_socket


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the directory of the socket of a PostgreSQL server."""
    with postgresql_socket() as socket:
        yield socket


@pytest.fixture
def front(dovecot: Dovecot) -> Iterator[Front]:
    """Return what takes the mails and hands them over to the mailboxes."""
    directory = dovecot.directory
    with running_front(dovecot.lmtp, directory / "server.pem", directory / "server.key") as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home directory."""
    return tmp_path


@pytest.fixture(params=SAMPLE_NAMES)
def cast(request: pytest.FixtureRequest) -> Cast:
    """Return the people and words of each sample in turn: what asks for it is done on both."""
    return cast_of(request.param)


class Start(Protocol):
    def __call__(
        self,
        *arguments: str | Path,
        term: str = ...,
        size: tuple[int, int] = ...,
        script: str = ...,
        hangup_ignored: bool = ...,
        **environment: str,
    ) -> Terminal: ...


@pytest.fixture
def start(program: InstalledProgram, home: Path) -> Iterator[Start]:
    """Return a function that runs the installed program in a terminal.

    A `script` is Python that is run in its place, in its environment: it
    breaks something and then calls the program.
    """
    with ExitStack() as opened:

        def run(
            *arguments: str | Path,
            term: str = "xterm-256color",
            size: tuple[int, int] = (80, 24),
            script: str = "",
            hangup_ignored: bool = False,
            **environment: str,
        ) -> Terminal:
            begin = [program.python, "-c", script] if script else [program.command]
            shell = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"] if hangup_ignored else []
            columns, lines = size
            terminal = Terminal(
                [*shell, *begin, *arguments],
                environment=surroundings(home, term, **environment),
                folder=home,
                columns=columns,
                lines=lines,
            )
            return opened.enter_context(terminal)

        yield run
