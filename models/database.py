"""Opening the election's database, and saying in French what went wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from peewee import Database, SqliteDatabase

from models.crypto.keys import make_private_directory
from models.database_faults import unavailable
from models.errors import DatabaseAway
from models.server.database import ServerDatabase
from models.settings.database import DatabaseSection

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another one (design.md)."""

LOG_PAGES = 8000
"""Pages of 4 KiB of SQLite's log before it is copied back into the file, 32 MB: whoever
happens to write then waits for the copy, at 1000 pages one call in a hundred does."""

TARGET = "install"
"""Of the Makefile."""

NO_DRIVER = (
    f"le programme n'est pas installé pour PostgreSQL : lancez « make {TARGET} EXTRAS=postgresql »"
)


def open_database(section: DatabaseSection) -> Database:
    """Return the database of a section; nothing is opened or read yet.

    Raises:
        DatabaseAway: The driver of a PostgreSQL server is missing.
    """
    path = sqlite_path(section)
    if path is not None:
        return SqliteDatabase(
            str(path),
            autoconnect=False,
            lock_type="IMMEDIATE",
            timeout=BUSY_TIMEOUT,
            pragmas={
                "journal_mode": "wal",
                "foreign_keys": 1,
                "synchronous": "normal",
                "wal_autocheckpoint": LOG_PAGES,
            },
        )
    try:
        import_module("psycopg")
    except ImportError:
        raise DatabaseAway(NO_DRIVER) from None
    return ServerDatabase(section, lock_wait=BUSY_TIMEOUT)


def lift_limits(database: Database) -> None:
    """Let the statements of this thread's open connection last as long as they need.

    It holds until the connection is given back. SQLite has no such limit.
    """
    if isinstance(database, ServerDatabase):
        database.lift_limits()


def sqlite_path(section: DatabaseSection) -> Path | None:
    """Return the file of a SQLite database, None for another database."""
    if section.url is None:
        return user_data_directory() / "election.sqlite"
    if not section.url.startswith("sqlite:"):
        return None
    return Path(section.url.split("?")[0].removeprefix("sqlite:///"))


def keys_directory(section: DatabaseSection) -> Path:
    """Return where the key files of a database are."""
    if section.keys is not None:
        return section.keys
    path = sqlite_path(section)
    return (path.parent if path is not None else user_data_directory()) / "keys"


def user_data_directory() -> Path:
    """Return the user's data directory for this program."""
    from platformdirs import user_data_path

    return user_data_path("espace-electeur", appauthor=False)


def make_private_file(section: DatabaseSection) -> None:
    """Make the SQLite file (0600) in a directory of its own (0700), where there is none."""
    path = sqlite_path(section)
    if path is None or path.exists():
        return
    if not path.parent.exists():
        make_private_directory(path.parent)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn what a driver or the disk raises into the error that a person can read.

    Raises:
        DatabaseBusy: Locked for longer than the busy timeout, or too many connections.
        DiskFull: No room to write.
        DatabaseAway: Anything else of the database itself.
    """
    try:
        yield
    except Exception as error:
        told = unavailable(error)
        if told is None:
            raise
        raise told from error
