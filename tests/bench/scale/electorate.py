"""What the subjects of one run share: the roll, and both databases that hold it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from time import process_time
from typing import Any

import psycopg

from models import Election
from tests.bench.bare_driver import copy_file
from tests.bench.machine import parent_of, tree_seconds
from tests.bench.scale.importing import Import, Imported
from tests.bench.scale.rolls import write_roll
from tests.models.databases import election_on, postgresql_socket

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


class Electorate:
    """A roll of so many people, made and loaded when it is first asked for.

    Attributes:
        electors: People of the roll.
        folder: Where everything of this run is.
    """

    def __init__(self, electors: int, folder: Path, closing: ExitStack) -> None:
        """Take the size, a folder, and what closes the server at the end of the run."""
        self.electors = electors
        self.folder = folder
        self._closing = closing
        self._loaded: dict[str, tuple[Election, Imported]] = {}

    def roll(self, electors: int | None = None) -> Path:
        """Return the roll, or a shorter one of the same seed."""
        count = electors or self.electors
        path = self.folder / f"roll-{count}.csv"
        if not path.exists():
            write_roll(path, count)
        return path

    def empty(self, kind: str, name: str, template: str = "template1") -> Election:
        """Return the election on a database without tables, or a copy of a server's other one."""
        directory = self.folder / name
        directory.mkdir()
        keys = directory / "keys"
        if kind == SQLITE:
            return election_on(f"sqlite:///{directory / 'election.sqlite'}", keys)
        self._command(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return election_on(f"postgresql://postgres@/{name}?host={self._socket}", keys)

    def drop(self, kind: str, name: str) -> None:
        """Throw a database away, and its disk space with it."""
        shutil.rmtree(self.folder / name)
        if kind == POSTGRESQL:
            self._command(f"DROP DATABASE {name} WITH (FORCE)")

    def copy(self, kind: str, name: str, election: Election) -> Election:
        """Return the election on a copy of its database, which no process may have open."""
        if kind == SQLITE:
            directory = self.folder / name
            directory.mkdir()
            return copy_file(election, directory / "election.sqlite")
        source = (election.database.url or "").partition("@/")[2].partition("?")[0]
        copied = self.empty(kind, name, template=source)
        section = election.database.changed(url=copied.database.url)
        return election.changed(database=section)

    def server_seconds(self) -> float:
        """Return the CPU seconds of the PostgreSQL server, 0 if none was started."""
        return tree_seconds(self._server) if "_socket" in vars(self) else 0.0

    def cpu_seconds(self) -> float:
        """Return the CPU seconds of this process, its threads, and the PostgreSQL server."""
        return process_time() + self.server_seconds()

    def loaded(self, kind: str) -> tuple[Election, Imported]:
        """Return the election on a database that holds the roll, and what loading it took."""
        if kind not in self._loaded:
            election = self.empty(kind, f"loaded_{kind.lower()}")
            before = self.server_seconds()
            imported = Import.of(election, self.roll()).measured()
            cpu_seconds = imported.cpu_seconds + self.server_seconds() - before
            self._loaded[kind] = election, replace(imported, cpu_seconds=cpu_seconds)
        return self._loaded[kind]

    @cached_property
    def _socket(self) -> str:
        return self._closing.enter_context(postgresql_socket())

    @cached_property
    def _server(self) -> int:
        """The server's first process, which counts those that have ended."""
        with self._connected() as connection:
            return parent_of(connection.info.backend_pid)

    def _command(self, statement: str) -> None:
        with self._connected() as connection:
            connection.execute(statement.encode())

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(
            host=self._socket, user="postgres", dbname="postgres", autocommit=True
        )


@contextmanager
def electorate(electors: int, folder: Path) -> Iterator[Electorate]:
    """Hold an electorate, its server stopped at the end."""
    with ExitStack() as closing:
        yield Electorate(electors, folder, closing)
