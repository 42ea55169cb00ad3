"""Opening the election's database, and saying in French what went wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import (
    Database,
    DatabaseError,
    ImproperlyConfigured,
    InterfaceError,
    OperationalError,
    SqliteDatabase,
)

from models.config_sections import DatabaseSection
from models.crypto.keys import make_private_directory
from models.errors import DatabaseAway, DatabaseBusy, DiskFull

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another one (design.md)."""


def open_database(section: DatabaseSection) -> Database:
    """Return the database of a section, not connected yet.

    Raises:
        DatabaseAway: The URL is of no known database, or its driver is missing.
    """
    from playhouse.db_url import connect

    path = sqlite_path(section)
    if path is not None:
        return SqliteDatabase(
            str(path),
            autoconnect=False,
            lock_type="IMMEDIATE",
            timeout=BUSY_TIMEOUT,
            pragmas={"journal_mode": "wal", "foreign_keys": 1, "synchronous": "normal"},
        )
    try:
        database: Database = connect(section.url, autoconnect=False)
        return database
    except (ImproperlyConfigured, RuntimeError, ValueError) as error:
        raise DatabaseAway from error


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
    """Turn what a driver raises into the error that a person can read.

    Raises:
        DatabaseBusy: Locked for longer than the busy timeout.
        DiskFull: No room to write.
        DatabaseAway: Anything else of the database itself.
    """
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        said = str(error).lower()
        if "locked" in said or "busy" in said:
            raise DatabaseBusy from error
        if "full" in said or "no space" in said:
            raise DiskFull from error
        raise DatabaseAway from error
    except DatabaseError as error:
        if type(error) is DatabaseError:  # « file is not a database », « malformed »
            raise DatabaseAway from error
        raise
