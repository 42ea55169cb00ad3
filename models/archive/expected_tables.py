"""Which tables a database has after some migrations, found by running them on an empty one."""

from __future__ import annotations

from peewee import SqliteDatabase

from models.archive.rows import table_shapes
from models.migrations.state import DIRECTORY, HISTORY


def tables_after(migration: str) -> dict[str, set[str]]:
    """Return the tables and their columns as they are after a migration and those before it."""
    from playhouse.migrations import Runner

    scratch = SqliteDatabase(":memory:")
    with scratch.connection_context():
        Runner(scratch, str(DIRECTORY), HISTORY).up(migration)
        return {shape.name: set(shape.columns) for shape in table_shapes(scratch)}
