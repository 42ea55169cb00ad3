"""Running the statements of an import, which Peewee has no words for, on either database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, cast

import peewee
from peewee import Database, SqliteDatabase


def run(database: Database, statement: str) -> Any:
    """Run a statement without values; return the driver's cursor, whose rows are tuples."""
    return cast(Any, database).execute_sql(statement)


def one(database: Database, statement: str) -> Any:
    """Return the only value that a statement gives."""
    return run(database, statement).fetchone()[0]


def refresh_statistics(database: Database, *tables: str) -> None:
    """Let a PostgreSQL server count tables: it does so by itself for no temporary one."""
    if not isinstance(database, SqliteDatabase):
        for table in tables:
            run(database, f"ANALYZE {table}")


def as_peewee_errors() -> AbstractContextManager[None]:
    """Return a context in which what a driver raises becomes Peewee's."""
    return cast(AbstractContextManager[None], vars(peewee)["__exception_wrapper__"])
