"""The leaflet's election with its sample people, on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Election, Espace
from tests.models.clocks import HandClock
from tests.models.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    postgresql_socket,
)
from tests.models.polls import Poll, Polls


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Databases that are files."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresqlDatabases]:
    """Databases of a server started once; without it the tests fail."""
    with postgresql_socket() as socket:
        databases = PostgresqlDatabases(socket, tmp_path_factory.mktemp("postgresql"))
        yield databases
        databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Both database systems, one after the other."""
    chosen: Databases = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture(scope="session")
def polls(tmp_path_factory: pytest.TempPathFactory) -> Polls:
    """Sealed elections, to be copied."""
    return Polls(tmp_path_factory.mktemp("polls"))


@pytest.fixture
def election(databases: Databases, tmp_path: Path) -> Iterator[Election]:
    """The election on a database of this test's own, with the sample people."""
    election = databases.filled(tmp_path)
    yield election
    databases.drop(election)


@pytest.fixture
def empty_election(databases: Databases, tmp_path: Path) -> Iterator[Election]:
    """The election on a database without tables."""
    election = databases.empty(tmp_path)
    yield election
    databases.drop(election)


@pytest.fixture
def database_url(election: Election) -> str:
    """The address of this test's database."""
    return election.database.url or ""


@pytest.fixture
def clock() -> HandClock:
    """28 November 2014, 09:30 in Paris, until the test moves it."""
    return HandClock()


@pytest.fixture
def espace(election: Election, clock: HandClock) -> Iterator[Espace]:
    """The services of the election."""
    opened = Espace(election, clock)
    yield opened
    opened.close()


@pytest.fixture
def file_espace(sqlite: SqliteDatabases, clock: HandClock, tmp_path: Path) -> Iterator[Espace]:
    """The services on a SQLite file, for what only a file has."""
    opened = Espace(sqlite.filled(tmp_path), clock)
    yield opened
    opened.close()


@pytest.fixture
def empty(empty_election: Election, clock: HandClock) -> Iterator[Espace]:
    """The services of an election with an empty roll."""
    opened = Espace(empty_election, clock)
    opened.administration.migrate()
    yield opened
    opened.close()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without belenios-tool: this program's engine alone takes a tenth of the time."""
    monkeypatch.setenv("PATH", "/nonexistent")


@pytest.fixture
def poll(
    alone: None, databases: Databases, polls: Polls, tmp_path: Path, clock: HandClock
) -> Iterator[Poll]:
    """A sealed election of three scrutins, whose ballots one program makes and checks."""
    election = polls.on(databases, tmp_path)
    opened = polls.opened(databases, election, clock)
    yield opened
    opened.espace.close()
    databases.drop(election)


@pytest.fixture
def file_poll(
    alone: None, sqlite: SqliteDatabases, polls: Polls, tmp_path: Path, clock: HandClock
) -> Iterator[Poll]:
    """The same on a SQLite file, for what only a file has."""
    opened = polls.opened(sqlite, polls.on(sqlite, tmp_path), clock)
    yield opened
    opened.espace.close()
