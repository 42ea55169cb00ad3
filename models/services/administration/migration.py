"""Preparing the database: its file, its keys and its tables, by one process at a time."""

from __future__ import annotations

from models.context import Context
from models.crypto.keys import is_bound
from models.errors import DatabaseSetBack, NotASandbox
from models.services.administration.binding import bind_rows
from models.services.audit.trail import seal_end
from models.services.shared.used import is_unused
from models.tables.installation import Installation
from models.tables.own_keys import remember_keys

FIRST = "0001_leaflet"
SEALED_SINCE = "0008_audit_seal"
KIND = "kind"
SANDBOX = "sandbox"
ELECTION = "election"


def migrate(
    context: Context, *, sandbox: bool = False, target: str | None = None, restored: bool = False
) -> list[str]:
    """Apply the pending migrations; nothing else does.

    Args:
        context: The election.
        sandbox: Make a demonstration's database, which must not exist yet.
        target: The last migration to apply, for the tables of an older
            backup; None for all.
        restored: What is in the database comes from a backup that was accepted, perhaps an old
            one.

    Returns:
        The names of the migrations that were applied, oldest first.

    Raises:
        NotASandbox: The database exists already.
        DatabaseTooNew: It comes from a later version.
        KeysMissing: It exists and its keys do not.
        WrongKeys: It exists and the keys are another database's.
        DatabaseSetBack: It says to be older than its keys, or has lost its tables.
    """
    was_bound = is_bound(context.store.key_directory)
    with context.store.migrated(
        must_be_new=sandbox, may_be_emptied=restored, target=target
    ) as names:
        trusted = restored or FIRST in names or not was_bound or is_unused()
        kind = SANDBOX if sandbox else ELECTION
        Installation.insert(name=KIND, value=kind).on_conflict_ignore().execute()
        if SEALED_SINCE in names:
            if not trusted:
                raise DatabaseSetBack
            seal_end(context)
        if target is None:
            bind_rows(context, trusted=trusted)
            remember_keys(context.keys.by_name())
    return names


def require_sandbox(context: Context) -> None:
    """Require a demonstration's database.

    Raises:
        NotASandbox: It is a real one.
    """
    with context.connection():
        kind = Installation.get_or_none(Installation.name == KIND)
    if kind is None or kind.value != SANDBOX:
        raise NotASandbox
