"""The keys of a backup, in their place while its rows are loaded, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.archive.manifest import Manifest
from models.context import Context
from models.crypto.digests import digests_equal
from models.crypto.keys import (
    Keyring,
    key_digest,
    read_keyring,
    write_keys,
)
from models.errors import KeysMissing, Refused, RestoreRefused
from models.files.private import file_lock
from models.services.shared.used import is_used
from models.tables.own_keys import keys_fit

KEYS_IN_THE_WAY = (
    "Le dossier {directory} contient d'autres clés que celles de cette sauvegarde : rien n'a été "
    "restauré. Choisissez un autre dossier par « keys » dans [database], ou déplacez ces clés si "
    "aucune élection ne s'en sert."
)


@contextmanager
def keys_in_place(context: Context, manifest: Manifest, keys: Keyring) -> Iterator[None]:
    """Put the keys of a backup in place while its rows are loaded, by one process at a time.

    If the restoration is refused, the keys are removed again. If it is cut short they
    stay: the rows may be there, and the same backup may be tried again.

    Raises:
        RestoreRefused: The keys of another database are there.
    """
    directory = context.store.key_directory
    with file_lock(directory / "restore.lock"):
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
        return digests_equal(key_digest(read_keyring(directory)), key_digest(keys))
    except KeysMissing:  # one of them is no key
        return False


def _are_of_use(context: Context, keys: Keyring) -> bool:
    """Return whether another process has filled the database meanwhile with these keys."""
    store = context.store
    if not store.dialect.is_present():
        return False
    with store.connection(any_version=True):
        applied = store.schema.migrations.applied(store.database)
        return bool(applied) and is_used() and keys_fit(keys)
