"""Preparing the database: its file, its keys and its tables, by one process at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from models.context import Context
from models.crypto.keys import make_missing_keys, make_private_directory, read_keyring
from models.database import database_errors, keys_directory, make_private_file
from models.errors import NotASandbox
from models.migrations.state import (
    DIRECTORY,
    HISTORY,
    applied_migrations,
    check_migrations,
    require_known,
)
from models.server.database import ServerDatabase
from models.services.use_case import UseCase
from models.tables.installation import Installation

KIND = "kind"
SANDBOX = "sandbox"
ELECTION = "election"


class Migrate(UseCase):
    """Applies the pending migrations; only this use case does."""

    def __call__(self, *, sandbox: bool = False, target: str | None = None) -> list[str]:
        """Return the names of the migrations that were applied, oldest first.

        Args:
            sandbox: Make a demonstration's database, which must not exist yet.
            target: The last migration to apply, for the tables of an older
                backup; None for all.

        Raises:
            NotASandbox: The database exists already.
            DatabaseTooNew: It comes from a later version.
            KeysMissing: It exists and its keys do not.
        """
        from playhouse.migrations import Runner

        context = self.context
        section = context.election.database
        with database_errors(), _one_at_a_time(context):
            make_private_file(section)
            with context.database.connection_context():
                applied = applied_migrations(context.database)
                require_known(applied)
                if applied and sandbox:
                    raise NotASandbox
                if applied:
                    read_keyring(keys_directory(section))
                else:
                    make_missing_keys(keys_directory(section))
                names: list[str] = Runner(context.database, str(DIRECTORY), HISTORY).up(target)
                if target is None:
                    check_migrations(context.database)
                kind = SANDBOX if sandbox else ELECTION
                Installation.insert(name=KIND, value=kind).on_conflict_ignore().execute()
        return names


@contextmanager
def _one_at_a_time(context: Context) -> Iterator[None]:
    """Wait for the other runners: two at once would crash.

    They may be on other machines where the database is a server's: it holds
    the lock. A file has no other than this machine's.
    """
    if isinstance(context.database, ServerDatabase):
        with context.database.connection_context():
            context.database.wait_to_be_alone()
            yield
        return
    directory = keys_directory(context.election.database)
    make_private_directory(directory)
    path = directory / "migrate.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
