"""The keys of a backup, in their place while its rows are loaded, or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.administration_refusals import RestoreRefused
from models.archive.manifest import Manifest
from models.audit_keys import keys_fit
from models.context import Context
from models.crypto.digests import same
from models.crypto.keys import (
    Keyring,
    key_digest,
    make_private_directory,
    read_keyring,
    write_keys,
)
from models.database import database_errors, keys_directory, sqlite_path
from models.errors import KeysMissing
from models.migrations.state import applied_migrations
from models.refusals import Refused
from models.tables.audit import AuditHead
from models.tables.electors import Elector

KEYS_IN_THE_WAY = (
    "Le dossier {directory} contient d'autres clés que celles de cette sauvegarde : rien n'a été "
    "restauré. Choisissez un autre dossier par « keys » dans [database], ou déplacez ces clés si "
    "aucune élection ne s'en sert."
)


@contextmanager
def keys_in_place(context: Context, manifest: Manifest, keys: Keyring) -> Iterator[None]:
    """Put the keys of a backup in their place while its rows are loaded, by one process at a time.

    Refused, it takes away what it has put there. What is cut short leaves them:
    the rows may be there, and the same backup may be tried again.

    Raises:
        RestoreRefused: The keys of another database are there.
    """
    directory = keys_directory(context.election.database)
    make_private_directory(directory)
    descriptor = os.open(directory / "restore.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        written = write_keys(directory, manifest.keys) if manifest.keys else []
        try:
            if not _are_there(directory, keys):
                raise RestoreRefused(KEYS_IN_THE_WAY.format(directory=directory))
            yield
        except Refused:
            if not _are_of_use(context, keys):
                for path in written:
                    path.unlink(missing_ok=True)
            raise


def _are_there(directory: Path, keys: Keyring) -> bool:
    """Return whether the keys of a directory are these."""
    try:
        return same(key_digest(read_keyring(directory)), key_digest(keys))
    except KeysMissing:  # one of them is no key
        return False


def _are_of_use(context: Context, keys: Keyring) -> bool:
    """Return whether somebody has filled the database meanwhile and found these keys there."""
    path = sqlite_path(context.election.database)
    if path is not None and not path.exists():
        return False
    with database_errors(), context.database.connection_context():
        return bool(applied_migrations(context.database)) and is_used() and keys_fit(keys)


def is_used() -> bool:
    """Return whether anything was done in this database, inside a connection."""
    head = AuditHead.select().first()
    return head is None or head.sequence > 0 or Elector.select().exists()
