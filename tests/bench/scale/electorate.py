"""What the subjects of one run share: the roll, and both databases that hold it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

import psycopg

from models import Election
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

    def empty(self, kind: str, name: str) -> Election:
        """Return the election on a database without tables."""
        directory = self.folder / name
        directory.mkdir()
        keys = directory / "keys"
        if kind == SQLITE:
            return election_on(f"sqlite:///{directory / 'election.sqlite'}", keys)
        self._command(f"CREATE DATABASE {name}")
        return election_on(f"postgresql://postgres@/{name}?host={self._socket}", keys)

    def drop(self, kind: str, name: str) -> None:
        """Throw a database away, and its disk space with it."""
        shutil.rmtree(self.folder / name)
        if kind == POSTGRESQL:
            self._command(f"DROP DATABASE {name} WITH (FORCE)")

    def loaded(self, kind: str) -> tuple[Election, Imported]:
        """Return the election on a database that holds the roll, and what loading it took."""
        if kind not in self._loaded:
            election = self.empty(kind, f"loaded_{kind.lower()}")
            self._loaded[kind] = election, Import.of(election, self.roll()).measured()
        return self._loaded[kind]

    @cached_property
    def _socket(self) -> str:
        return self._closing.enter_context(postgresql_socket())

    def _command(self, statement: str) -> None:
        with psycopg.connect(
            host=self._socket, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@contextmanager
def electorate(electors: int, folder: Path) -> Iterator[Electorate]:
    """Hold an electorate, its server stopped at the end."""
    with ExitStack() as closing:
        yield Electorate(electors, folder, closing)
