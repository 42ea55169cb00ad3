"""Opening the file of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from models.archive.manifest import NO_BACKUP
from models.errors import BackupUnusable

NOT_THERE = "Le fichier {path} est introuvable : rien n'a été restauré. Vérifiez son chemin."
NOT_READABLE = (
    "Le fichier {path} ne peut pas être lu : rien n'a été restauré. Vérifiez que c'est un fichier, "
    "et vos droits de le lire."
)


@contextmanager
def opened_archive(path: Path) -> Iterator[ZipFile]:
    """Hold a backup open.

    Raises:
        BackupUnusable: The file cannot be read, or is no archive.
    """
    if not path.exists():
        raise BackupUnusable(NOT_THERE.format(path=path))
    if not path.is_file():  # a pipe would be waited for
        raise BackupUnusable(NOT_READABLE.format(path=path))
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise BackupUnusable(NOT_READABLE.format(path=path)) from error
    except (BadZipFile, ValueError) as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error
    with archive:
        yield archive
