"""Preparing the database: its file, its keys and its tables, by one process at a time."""

from __future__ import annotations

from models.context import Context
from models.crypto.keys import make_missing_keys, read_keyring
from models.errors import NotASandbox
from models.migrations.state import (
    DIRECTORY,
    HISTORY,
    applied_migrations,
    check_migrations,
    require_known,
)
from models.storage.faults import database_errors
from models.tables.installation import Installation

KIND = "kind"
SANDBOX = "sandbox"
ELECTION = "election"


def migrate(context: Context, *, sandbox: bool = False, target: str | None = None) -> list[str]:
    """Apply the pending migrations; nothing else does.

    Two runners at once would crash: each waits for the others, on any machine.

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
    from playhouse.migrations import Runner

    store = context.store
    with database_errors(), store.dialect.alone():
        store.dialect.prepare()
        with store.connection(any_version=True):
            applied = applied_migrations(store.database)
            require_known(applied)
            if applied and sandbox:
                raise NotASandbox
            if applied:
                read_keyring(store.key_directory)
            else:
                make_missing_keys(store.key_directory)
            names: list[str] = Runner(store.database, str(DIRECTORY), HISTORY).up(target)
            if target is None:
                check_migrations(store.database)
            kind = SANDBOX if sandbox else ELECTION
            Installation.insert(name=KIND, value=kind).on_conflict_ignore().execute()
    return names
