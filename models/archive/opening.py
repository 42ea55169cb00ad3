"""Opening the file of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from models.archive.manifest import NO_BACKUP
from models.archive.sealed import BackupKey, Sealing, UnsealedFile, sealing_of
from models.errors import BackupUnusable

NOT_THERE = "Le fichier {path} est introuvable : rien n'a été restauré. Vérifiez son chemin."
NOT_READABLE = (
    "Le fichier {path} ne peut pas être lu : rien n'a été restauré. Vérifiez que c'est un fichier, "
    "et vos droits de le lire."
)


@contextmanager
def opened_archive(path: Path, key: BackupKey | None = None) -> Iterator[ZipFile]:
    """Hold a backup open.

    Args:
        path: Of the file.
        key: What opens it if it is sealed.

    Raises:
        BackupLocked: The key does not open it.
        BackupUnusable: The file cannot be read, or is no archive.
    """
    if not path.exists():
        raise BackupUnusable(NOT_THERE.format(path=path))
    if not path.is_file():  # a pipe would be waited for
        raise BackupUnusable(NOT_READABLE.format(path=path))
    if sealing_of(path) is not Sealing.NONE:
        with path.open("rb") as file, unsealed_archive(file, key or BackupKey(), path) as archive:
            yield archive
        return
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise BackupUnusable(NOT_READABLE.format(path=path)) from error
    except (BadZipFile, ValueError) as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error
    with archive:
        yield archive


@contextmanager
def unsealed_archive(file: BinaryIO, key: BackupKey, path: Path) -> Iterator[ZipFile]:
    """Hold a sealed backup open, whose file is open already.

    Raises:
        BackupLocked: The key does not open it.
        BackupUnusable: It was cut or altered, or holds no archive.
    """
    with UnsealedFile(file, key, path) as opened:
        try:
            archive = ZipFile(cast("BinaryIO", opened))
        except (BadZipFile, ValueError) as error:
            raise BackupUnusable(NO_BACKUP.format(path=path)) from error
        with archive:
            yield archive
