"""The files that an election depends on: no command writes over them."""

from __future__ import annotations

from pathlib import Path

from models.context import Context
from models.crypto.keys import key_paths


def own_files(context: Context) -> list[Path]:
    """Return the database, the keys, the passwords and the election file, existing or not."""
    election, store = context.election, context.store
    smtp = election.mail.smtp
    named = (election.file, election.database.password_file, smtp.password_file if smtp else None)
    return [
        *(path for path in named if path is not None),
        *store.dialect.files(),
        *key_paths(store.key_directory),
    ]
