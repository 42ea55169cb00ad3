"""The yardstick of a call: the statements that it sent, by `sqlite3` or `psycopg` alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import psycopg

from models import Election, Espace
from models.settings.server_url import is_server
from tests.bench.statements import Sent

SETTINGS = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
"""Of a connection to SQLite, those of the program for the yardstick as well."""


class BareConnection(Protocol):
    """A connection of either driver."""

    @property
    def execute(self) -> Callable[..., Any]:
        """Sends a statement and returns its cursor."""

    def close(self) -> None:
        """Close it."""


class BareCall:
    """Sends what a call sent: on as many connections, and as many statements at once.

    Connections to a server are kept from one call to the next, those to a file are opened
    anew, as the program does. One idle connection to a file is held besides, as the program
    holds one: the last connection that closes copies SQLite's log into the file.
    """

    def __init__(self, connect: Callable[[], BareConnection], *, keep: bool) -> None:
        """Take what opens a connection, and whether connections are kept."""
        self._connect = connect
        self._keep = keep
        self._idle: list[BareConnection] = [] if keep else [connect()]

    def send(self, statements: Sequence[Sent]) -> None:
        """Send again what a call sent, and read all the rows."""
        if not statements:
            return
        taken = self._take(dict.fromkeys(id(sent.connection) for sent in statements))
        first = statements[0].thread
        for by_first, some in groupby(statements, key=lambda sent: sent.thread == first):
            if by_first:
                _replay(taken, list(some))
            else:
                _replay_at_once(taken, list(some))
        self._give_back(taken.values())

    def close(self) -> None:
        """Close the connections that are kept."""
        for connection in self._idle:
            connection.close()

    def _take(self, connections: Iterable[int]) -> dict[int, BareConnection]:
        """Return a connection for each one that the call had, by its identity."""
        return {
            number: self._idle.pop() if self._keep and self._idle else self._connect()
            for number in connections
        }

    def _give_back(self, connections: Iterable[BareConnection]) -> None:
        if self._keep:
            self._idle.extend(connections)
            return
        for connection in connections:
            connection.close()


def _replay(taken: Mapping[int, BareConnection], statements: Sequence[Sent]) -> None:
    for sent in statements:
        cursor = taken[id(sent.connection)].execute(sent.sql, *sent.parameters)
        if cursor.description is not None:
            cursor.fetchall()


def _replay_at_once(taken: Mapping[int, BareConnection], statements: Sequence[Sent]) -> None:
    """Send what several threads sent in as many threads."""
    parts: dict[int, list[Sent]] = {}
    for sent in statements:
        parts.setdefault(sent.thread, []).append(sent)
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(partial(_replay, taken), parts.values()))


@contextmanager
def bare_driver(espace: Espace, election: Election) -> Iterator[BareCall]:
    """Yield what sends statements to an election's database by its driver alone.

    Args:
        espace: Open on the same kind of database; SQLite's settings are taken from it.
        election: On the database that the statements are sent to.
    """
    url = election.database.url or ""
    on_server = is_server(url)
    settings = [] if on_server else _settings(espace)
    call = BareCall(lambda: _connect(url, settings), keep=on_server)
    try:
        yield call
    finally:
        call.close()


def copy_file(election: Election, path: Path) -> Election:
    """Copy the SQLite database of an election, and return the election on the copy."""
    source = sqlite3.connect((election.database.url or "").removeprefix("sqlite:///"))
    copy = sqlite3.connect(path)
    source.backup(copy)
    copy.close()
    source.close()
    section = election.database.changed(url=f"sqlite:///{path}")
    return election.changed(database=section)


def _connect(url: str, settings: Sequence[tuple[str, object]]) -> BareConnection:
    if is_server(url):
        server: BareConnection = psycopg.connect(url, autocommit=True)
        return server
    # Parts of a call are sent by threads of a pool, each on a connection of its own.
    file = sqlite3.connect(
        url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
    )
    for name, value in settings:
        file.execute(f"PRAGMA {name} = {value}")
    return file


def _settings(espace: Espace) -> list[tuple[str, object]]:
    database: Any = espace.context.store.database
    with espace.context.connection():
        return [(name, database.pragma(name)) for name in SETTINGS]
