"""Preparing the database: its file, its keys and its tables, by one process at a time."""

from __future__ import annotations

from models.context import Context
from models.tables.installation import Installation

KIND = "kind"
SANDBOX = "sandbox"
ELECTION = "election"


def migrate(context: Context, *, sandbox: bool = False, target: str | None = None) -> list[str]:
    """Apply the pending migrations; nothing else does.

    Args:
        context: The election.
        sandbox: Make a demonstration's database, which must not exist yet.
        target: The last migration to apply, for the tables of an older
            backup; None for all.

    Returns:
        The names of the migrations that were applied, oldest first.

    Raises:
        NotASandbox: The database exists already.
        DatabaseTooNew: It comes from a later version.
        KeysMissing: It exists and its keys do not.
    """
    with context.store.migrated(must_be_new=sandbox, target=target) as names:
        kind = SANDBOX if sandbox else ELECTION
        Installation.insert(name=KIND, value=kind).on_conflict_ignore().execute()
    return names
