"""The calls of the path and the administrator's status, among a million electors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import psycopg
from peewee import Value

from models import Election, Espace, StatusAxis, TravelClock
from models.tables.accounts import ACTIVE, VoterAccount
from models.tables.electors import Elector
from tests.bench.figures import Figure
from tests.bench.moment import VOTE_OPEN
from tests.bench.service_calls import CALLED, PASSWORD, bare_transactions, service_calls
from tui.environment import postpone_collection, resume_collection

LIMITS = {"SQLite": 5.0, "PostgreSQL": 10.0}
"""Milliseconds of a call without its hash, 99th percentile."""
LONGEST_STATUS = 1.0
"""Seconds."""


def calls(kind: str, election: Election, folder: Path) -> list[Figure]:
    """Return the calls of the path and the status on a loaded database.

    Args:
        kind: « SQLite » or « PostgreSQL ».
        election: On a database that holds the roll.
        folder: Where a yardstick may write.
    """
    postpone_collection()
    espace = Espace(election, TravelClock(VOTE_OPEN)).verify()
    resume_collection()
    try:
        _give_accounts(espace)
        with _bare(kind, election, folder) as bare:
            figures = service_calls(
                espace, _people(espace), bare, limit=LIMITS[kind], where=f"{kind} : "
            )
        return [*figures, *_status(kind, espace)]
    finally:
        espace.close()


def _give_accounts(espace: Espace) -> None:
    """Give every other elector an account, about as many as voted in 2014 (41.73 %)."""
    now, stored = espace.clock.now(), espace.context.hashes.make(PASSWORD)
    with espace.context.transaction(unlimited=True):
        VoterAccount.insert_from(
            Elector.select(
                Elector.id,
                Value(stored),
                Value(ACTIVE),
                Value(1),
                Value(now, converter=VoterAccount.created_at.db_value),
                Value(now, converter=VoterAccount.created_at.db_value),
            ).where(Elector.id.bin_and(1) == 1),
            [
                VoterAccount.elector,
                VoterAccount.password_hash,
                VoterAccount.state,
                VoterAccount.version,
                VoterAccount.created_at,
                VoterAccount.confirmed_at,
            ],
        ).execute()


def _people(espace: Espace) -> list[str]:
    """Return people of the whole roll who have no account."""
    with espace.context.connection():
        last = Elector.select(Elector.id).order_by(Elector.id.desc()).limit(1).scalar()
        spread = [2 * (1 + number * (last // CALLED // 2)) for number in range(CALLED)]
        return [row.mail for row in Elector.select(Elector.mail).where(Elector.id.in_(spread))]


def _status(kind: str, espace: Espace) -> list[Figure]:
    """Return how long the administrator waits for the status, along each of its axes."""
    figures = []
    for axis in StatusAxis:
        started = perf_counter()
        espace.administration.count_progress(axis)
        seconds = perf_counter() - started
        figures.append(
            Figure(f"{kind} : status --by {axis.value}", seconds, "s", None, LONGEST_STATUS)
        )
    return figures


@contextmanager
def _bare(kind: str, election: Election, folder: Path) -> Iterator[Callable[[], None]]:
    """Yield what writes one row in a transaction of its own on the same kind of database."""
    if kind == "SQLite":
        yield bare_transactions(folder / "bare.sqlite")
        return
    with psycopg.connect(election.database.url or "", autocommit=True) as connection:
        connection.execute("CREATE TEMPORARY TABLE mark (at text)")
        yield lambda: _write(connection)


def _write(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    with connection.transaction():
        connection.execute("INSERT INTO mark VALUES ('2014-11-28 09:30')")
