"""A call and its yardstick do the same to two databases that were the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from models import Election, Espace, TravelClock
from models.tables.electors import Elector
from tests.bench.bare_driver import BareConnection, bare_driver
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate, electorate
from tests.bench.service_calls import Stopwatch, TimedHashes, take_path

PEOPLE = 100
CALLS = ["accéder à l'espace", "confirmer un compte", "créer un compte", "lister les scrutins"]
TABLES = {
    SQLITE: "SELECT name FROM sqlite_master WHERE type = 'table'",
    POSTGRESQL: "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Electorate]:
    """A hundred electors."""
    with electorate(PEOPLE, tmp_path_factory.mktemp("village")) as of:
        yield of


def contents(kind: str, election: Election) -> dict[str, list[str]]:
    """Return all the rows of a database by table, in an order of their own."""
    url = election.database.url or ""
    connection: BareConnection
    if kind == SQLITE:
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    else:
        connection = psycopg.connect(url)
    names: list[Any] = connection.execute(TABLES[kind]).fetchall()
    held = {
        name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
        for (name,) in names
    }
    connection.close()
    return held


@pytest.mark.parametrize("kind", [SQLITE, POSTGRESQL])
def test_the_yardstick_leaves_the_rows_that_the_calls_leave(village: Electorate, kind: str) -> None:
    election = village.loaded(kind)[0]
    copy = village.copy(kind, f"copy_{kind.lower()}", election)
    before = contents(kind, election)
    assert contents(kind, copy) == before
    espace = Espace(election, TravelClock(VOTE_OPEN)).verify()
    hashes = TimedHashes(election.security)
    context = replace(espace.context, hashes=hashes)
    with bare_driver(espace, copy) as driver:
        watch = Stopwatch(context, hashes, driver)
        with context.connection():
            addresses = [row.mail for row in Elector.select(Elector.mail).limit(3)]
        for address in addresses:
            take_path(context, watch, address)
    espace.close()
    after = contents(kind, election)
    assert len(after["voter_account"]) == len(before["voter_account"]) + 3
    assert contents(kind, copy) == after
    assert sorted(watch.times) == sorted(watch.bare) == CALLS
    assert all(len(times) == 3 for times in (*watch.times.values(), *watch.bare.values()))
