"""The election on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Election, Espace
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases


@pytest.fixture
def election(postgresql: PostgresqlDatabases, tmp_path: Path) -> Iterator[Election]:
    """The election on a database of this test's own, with the sample people."""
    election = postgresql.filled(tmp_path)
    yield election
    postgresql.drop(election)


@pytest.fixture
def espace(election: Election, clock: HandClock) -> Iterator[Espace]:
    """The services of the election."""
    opened = Espace(election, clock)
    yield opened
    opened.close()
