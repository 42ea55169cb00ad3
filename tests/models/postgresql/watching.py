"""What the server knows of the program's connections, and waiting until it is so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import psycopg

from models import Election, Espace
from models.storage.server import APPLICATION

LONGEST_WAIT = 30.0
"""Seconds after which a state that does not come is a failure."""


def limited(election: Election, **seconds: float) -> Election:
    """Return an election with other limits: `statement_seconds=0.2`, `connections=2`."""
    changed = {
        name: timedelta(seconds=value) if name != "connections" else int(value)
        for name, value in seconds.items()
    }
    section = election.database.changed(**changed)
    return election.changed(database=section)


def backends(election: Election) -> list[int]:
    """Return the server's process of each connection of the program to a database."""
    with psycopg.connect(election.database.url or "", autocommit=True) as watch:
        rows = watch.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = %s",
            (APPLICATION,),
        )
        return [pid for (pid,) in rows]


def waits_for_a_lock(election: Election) -> bool:
    """Return whether a connection to a database waits for what another one holds."""
    with psycopg.connect(election.database.url or "", autocommit=True) as watch:
        row = watch.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock')"
        ).fetchone()
        return row is not None and bool(row[0])


def end_backends(election: Election) -> None:
    """Let the server end every connection of the program, and wait until they are gone."""
    with psycopg.connect(election.database.url or "", autocommit=True) as watch:
        for pid in backends(election):
            watch.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))


def own_backend(espace: Espace) -> int:
    """Return the server's process of this thread's open connection."""
    return int(str(answer(espace, "SELECT pg_backend_pid()")))


def setting(espace: Espace, name: str) -> str:
    """Return a setting of this thread's open connection."""
    return str(answer(espace, f"SHOW {name}"))


def answer(espace: Espace, statement: str) -> object:
    """Return the one value of a statement on this thread's open connection."""
    (value,) = espace.context.store.database.execute_sql(statement).fetchone()  # type: ignore[no-untyped-call]
    return value


def idle_threads() -> list[str]:
    """Return the names of the threads that close idle connections."""
    return [one.name for one in threading.enumerate() if one.name == "idle-connections"]


def wait_until(state: Callable[[], bool]) -> None:
    """Wait for a state."""
    pause = threading.Event()
    deadline = monotonic() + LONGEST_WAIT
    while not state():
        assert monotonic() < deadline, "this state does not come"
        pause.wait(0.01)
