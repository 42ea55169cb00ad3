"""What a forked process does with the connections of its parent."""

from __future__ import annotations

from models import Election, Espace
from models.storage.server import ServerDatabase
from tests.models.clocks import HandClock
from tests.models.postgresql.watching import backends, limited, own_backend


def test_a_process_leaves_its_parent_s_connections_open_and_takes_its_own(
    election: Election, clock: HandClock
) -> None:
    espace = Espace(limited(election, idle_seconds=60), clock)
    database = espace.context.store.database
    assert isinstance(database, ServerDatabase)
    with espace.context.connection():
        inherited = own_backend(espace)
    kept = database.pool._idle.kept
    database.pool.leave_to_the_parent()
    with espace.context.connection():
        own = own_backend(espace)
    assert own != inherited
    assert {own, inherited} <= set(backends(espace.election))
    for connection in kept:  # here, parent and child are one process
        connection.close()
    espace.close()
