"""Opening the election's database, and saying in French what went wrong with it."""

from __future__ import annotations

import errno
import os
import sqlite3
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

from models.config_database import DatabaseSection
from models.crypto.keys import make_private_directory
from models.errors import DatabaseAway, DatabaseBusy, DiskFull, Unavailable

BUSY_TIMEOUT = 5.0
"""Seconds that a writer waits for another one (design.md)."""

LOG_PAGES = 8000
"""Pages of 4 KiB of SQLite's log before it is copied back into the file, 32 MB: whoever
happens to write then waits for the copy, at 1000 pages one call in a hundred does."""

CONNECT_TIMEOUT = 5
"""Seconds that a server on the network is given to answer."""

BUSY = ("locked", "busy", "55p03", "40p01", "53300", "too many clients", "connection slots")
"""SQLite's words; PostgreSQL's states for a lock not had, a deadlock, too many connections
(appendix A of its manual), and the words where a refused connection bears no state."""

FULL = ("full", "disk i/o", "no space", "53100")
"""Of a disk or a quota: SQLite calls a write that is cut short a disk I/O error."""


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
            pragmas={
                "journal_mode": "wal",
                "foreign_keys": 1,
                "synchronous": "normal",
                "wal_autocheckpoint": LOG_PAGES,
            },
        )
    try:
        database: Database = connect(
            section.url,
            autoconnect=False,
            connect_timeout=CONNECT_TIMEOUT,
            options=f"-c lock_timeout={int(BUSY_TIMEOUT * 1000)}",
        )
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
    """Turn what a driver or the disk raises into the error that a person can read.

    Raises:
        DatabaseBusy: Locked for longer than the busy timeout, or too many connections.
        DiskFull: No room to write.
        DatabaseAway: Anything else of the database itself.
    """
    try:
        yield
    except (DatabaseError, InterfaceError, sqlite3.Error, OSError) as error:
        unavailable = _unavailable(_first_of(error))
        if unavailable is None:
            raise
        raise unavailable from error


def _first_of(error: Exception) -> Exception:
    """Return the error that came first: SQLite rolls back by itself, then refuses to do so."""
    while isinstance(earlier := error.__context__, DatabaseError | InterfaceError | sqlite3.Error):
        error = earlier
    return error


def _unavailable(error: Exception) -> type[Unavailable] | None:
    """Return what an error means for a person, None where it is a fault of the program."""
    if isinstance(error, OSError):
        return DiskFull if error.errno in {errno.ENOSPC, errno.EDQUOT} else DatabaseAway
    told = type(error)
    if told in {DatabaseError, sqlite3.DatabaseError}:  # « file is not a database », « malformed »
        return DatabaseAway
    if not issubclass(told, OperationalError | InterfaceError | sqlite3.OperationalError):
        return None
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    said = f"{state} {error}".lower()
    if any(word in said for word in BUSY):
        return DatabaseBusy
    return DiskFull if any(word in said for word in FULL) else DatabaseAway
