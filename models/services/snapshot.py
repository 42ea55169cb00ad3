"""Reading the whole database as it was at one moment, while visits go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from peewee import PostgresqlDatabase

from models.context import Context
from models.tables.base import database

ON_A_SERVER = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
ON_A_FILE = "BEGIN DEFERRED"
"""It reads the log up to where it stood; writers go on behind it (SQLite's WAL)."""


@contextmanager
def snapshot(context: Context) -> Iterator[None]:
    """Hold a connection that sees the database as it is now, whatever is written meanwhile.

    Raises:
        Unavailable: As for `Context.connection`.
    """
    on_a_server = isinstance(context.database, PostgresqlDatabase)
    with context.connection(unlimited=True):
        database.execute_sql(ON_A_SERVER if on_a_server else ON_A_FILE)
        try:
            yield
        finally:
            if not context.database.is_closed():
                database.execute_sql("ROLLBACK")
