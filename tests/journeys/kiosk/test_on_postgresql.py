"""The same on a PostgreSQL server: a whole visit, nothing left, and one kiosk beside another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from tests.architecture.installation import InstalledProgram, install_program
from tests.journeys.election import prepare_election
from tests.journeys.kiosk.conftest import StartKiosk
from tests.journeys.kiosk.path import ROLL, whole_path
from tests.journeys.kiosk.settings import set_in
from tests.journeys.kiosk.test_nothing_left import nothing_is_left
from tests.models.databases import postgresql_socket


@pytest.fixture(scope="module")
def complete_program(tmp_path_factory: pytest.TempPathFactory) -> InstalledProgram:
    """The program with its driver for PostgreSQL."""
    return install_program(tmp_path_factory.mktemp("complete"), "postgresql.txt")


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The socket of a server."""
    with postgresql_socket() as socket:
        yield socket


@pytest.fixture
def config(complete_program: InstalledProgram, postgresql: str, home: Path) -> Path:
    """The election's file, its database on the server."""
    with psycopg.connect(
        host=postgresql, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("DROP DATABASE IF EXISTS kiosk WITH (FORCE)")
        connection.execute("CREATE DATABASE kiosk")
    where = urlencode({"host": postgresql}, safe="/")
    url = f"postgresql://postgres@/kiosk?{where}"

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        served = f'url = "{url}"\nkeys = "donnees/keys"\n'
        return "".join(served if line.startswith("url = ") else line for line in lines)

    made = prepare_election(complete_program, home, *ROLL, change=change)
    (home / "roll.csv").unlink()
    set_in(made, "logs", directory=str(home / "journaux"))
    return made


def connections_of(socket: str) -> int:
    """Return how many connections the kiosk's database has."""
    with psycopg.connect(host=socket, user="postgres", dbname="postgres") as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = 'kiosk'"
        ).fetchone()
    assert found is not None
    return int(found[0])


def test_after_a_visit_on_a_server_nothing_of_it_is_found(
    complete_program: InstalledProgram,
    config: Path,
    postgresql: str,
    start_kiosk: StartKiosk,
    home: Path,
) -> None:
    borne = start_kiosk(config, program=complete_program)
    _, traces = whole_path(borne)
    borne.quits()
    nothing_is_left(borne, home, traces)
    borne.terminal.wait_until(lambda: connections_of(postgresql) == 0, "no connection that idles")
