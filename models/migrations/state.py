"""The migrations of a store, and whether a database has had them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import Database, Table

from models.errors import DatabaseTooNew, MigrationsPending


@dataclass(frozen=True, slots=True)
class Migrations:
    """What leads from an empty database to the tables that the program expects.

    Attributes:
        directory: Where they are, one file each.
        history: The table in which a database keeps which ones it has had.
    """

    directory: Path
    history: str = "schema_migration"

    def known(self) -> set[str]:
        """Return the names of the migrations that this program holds."""
        return {path.stem for path in self.directory.glob("[0-9]*.py")}

    def applied(self, database: Database) -> set[str]:
        """Return the names of those that a database has had, inside a connection."""
        if not database.table_exists(self.history):
            return set()
        history = Table(self.history).bind(database)
        return {row["name"] for row in history.select(history.c.name)}

    def runner(self, database: Database) -> Any:
        """Return what applies them to a database, or takes them back."""
        from playhouse.migrations import Runner

        return Runner(database, str(self.directory), self.history)

    def require_known(self, applied: set[str]) -> None:
        """Refuse a database that a later version of the program has migrated.

        Raises:
            DatabaseTooNew: It has had a migration that this program does not know.
        """
        if applied - self.known():
            raise DatabaseTooNew

    def check(self, database: Database) -> None:
        """Refuse a database that is older or newer than the program, inside a connection.

        Raises:
            MigrationsPending: « admin migrate » has to be run.
            DatabaseTooNew: It has had a migration that this program does not know.
        """
        applied = self.applied(database)
        self.require_known(applied)
        if self.known() - applied:
            raise MigrationsPending


ROLL_MIGRATIONS = Migrations(Path(__file__).parent)
"""Those of the store of the roll, the accounts and the mails."""
