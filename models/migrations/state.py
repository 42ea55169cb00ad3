"""Whether a database has the tables that this program expects."""

from __future__ import annotations

from pathlib import Path

from peewee import Database, Table

from models.errors import DatabaseTooNew, MigrationsPending

DIRECTORY = Path(__file__).parent
HISTORY = "schema_migration"


def known_migrations() -> set[str]:
    """Return the names of the migrations that this program holds."""
    return {path.stem for path in DIRECTORY.glob("[0-9]*.py")}


def applied_migrations(database: Database) -> set[str]:
    """Return the names of the migrations that a database has had, inside a connection."""
    if not database.table_exists(HISTORY):
        return set()
    history = Table(HISTORY).bind(database)
    return {row["name"] for row in history.select(history.c.name)}


def require_known(applied: set[str]) -> None:
    """Refuse a database that a later version of the program has migrated.

    Raises:
        DatabaseTooNew: It has had a migration that this program does not know.
    """
    if applied - known_migrations():
        raise DatabaseTooNew


def check_migrations(database: Database) -> None:
    """Refuse a database that is older or newer than the program, inside a connection.

    Raises:
        MigrationsPending: « admin migrate » has to be run.
        DatabaseTooNew: It has had a migration that this program does not know.
    """
    applied = applied_migrations(database)
    require_known(applied)
    if known_migrations() - applied:
        raise MigrationsPending
