"""The files that an election lives by: no command writes over them."""

from __future__ import annotations

from pathlib import Path

from models.context import Context
from models.crypto.keys import key_paths
from models.database import keys_directory, sqlite_path

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database belongs to it."""


def own_files(context: Context) -> list[Path]:
    """Return the database, the keys, the passwords and the election file, there or not."""
    election = context.election
    smtp, database = election.mail.smtp, sqlite_path(election.database)
    password = smtp.password_file if smtp else None
    named = (election.file, election.database.password_file, password)
    found = [path for path in named if path is not None]
    if database is not None:
        found += [database.with_name(database.name + suffix) for suffix in BESIDE]
    return found + key_paths(keys_directory(election.database))
