"""A migration whose connection dies on the way is taken up again by the same command."""

from __future__ import annotations

from itertools import count

import psycopg

from models import DatabaseUnavailable, Election, Espace
from models.migrations.state import ROLL_MIGRATIONS
from tests.models.faults.proxy import Proxy

STEP = 9
"""Messages between two places where it is cut: each place costs a migration."""


def test_a_migration_cut_anywhere_is_finished_by_the_next(
    espace: Espace, proxy: Proxy, server_election: Election
) -> None:
    for place in count(1, STEP):
        make_empty(server_election)
        proxy.cut_at(place, answered=bool(place % 2))
        if migrated(espace):
            break
        proxy.spare()
        espace.administration.migrate()
        assert applied(server_election) == sorted(ROLL_MIGRATIONS.known())
    assert place > 5 * STEP
    assert applied(server_election) == sorted(ROLL_MIGRATIONS.known())


def migrated(espace: Espace) -> bool:
    """Migrate; return whether nothing was cut."""
    try:
        espace.administration.migrate()
    except DatabaseUnavailable:
        return False
    return True


def make_empty(election: Election) -> None:
    with psycopg.connect(election.database.url or "", autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def applied(election: Election) -> list[str]:
    """Return the migrations that a database has had, each as often as it is noted."""
    with psycopg.connect(election.database.url or "", autocommit=True) as connection:
        rows = connection.execute("SELECT name FROM schema_migration ORDER BY name")
        return [name for (name,) in rows]
