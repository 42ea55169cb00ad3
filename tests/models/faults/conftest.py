"""The election on a real PostgreSQL server, reached through a proxy that can fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from models import Election, Espace
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases, election_on
from tests.models.faults.proxy import Proxy


@pytest.fixture
def server_election(postgresql: PostgresqlDatabases, tmp_path: Path) -> Iterator[Election]:
    """The election on a database of this test's own, reached directly."""
    election = postgresql.filled(tmp_path)
    yield election
    postgresql.drop(election)


@pytest.fixture
def proxy(server_election: Election) -> Iterator[Proxy]:
    """What is between the program and the server."""
    (directory,) = parse_qs(urlsplit(server_election.database.url or "").query)["host"]
    made = Proxy(f"{directory}/.s.PGSQL.5432")
    yield made
    made.close()


@pytest.fixture
def election(server_election: Election, proxy: Proxy, tmp_path: Path) -> Election:
    """The same database through the proxy."""
    name = urlsplit(server_election.database.url or "").path
    url = f"postgresql://postgres@127.0.0.1:{proxy.port}{name}?sslmode=disable"
    return election_on(url, tmp_path / "data" / "keys")


@pytest.fixture
def espace(election: Election, clock: HandClock) -> Iterator[Espace]:
    """The services of the election, through the proxy."""
    opened = Espace(election, clock)
    yield opened
    opened.close()
