"""Files that are written whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from models.administration_refusals import OutputRefused
from models.errors import DiskFull

IN_THE_WAY = (
    "Le fichier {path} existe déjà : rien n'a été changé. Choisissez un autre nom, ou ajoutez "
    "« --force » pour le remplacer."
)
NO_PLACE = (
    "Le fichier {path} ne peut pas être écrit. Choisissez un dossier qui existe et où vous avez "
    "le droit d'écrire."
)
FULL = (
    "Le disque est plein : le fichier {path} n'est pas écrit. Libérez de la place ou choisissez "
    "un autre disque, puis recommencez."
)
FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Write a file beside its place, and put it there (0600) once it is whole.

    Killed in the middle, it leaves the place as it was, and beside it a hidden
    file whose name ends in `.part`.

    Args:
        path: Where the file is to be.
        force: Let it replace another file.

    Raises:
        OutputRefused: There is a file already, no right to write, or no room.
    """
    if not force and path.exists():
        raise OutputRefused(IN_THE_WAY.format(path=path))
    draft = None
    try:
        descriptor, draft = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path, force)
    except FileExistsError as error:
        raise OutputRefused(IN_THE_WAY.format(path=path)) from error
    except (OSError, DiskFull) as error:
        full = isinstance(error, DiskFull) or error.errno in FULL_ERRORS
        raise OutputRefused((FULL if full else NO_PLACE).format(path=path)) from error
    finally:
        if draft is not None:
            Path(draft).unlink(missing_ok=True)


def _put_in_place(draft: str, path: Path, force: bool) -> None:
    """Give a file its name; without force never over another that came in the meantime."""
    if force:
        os.replace(draft, path)
        return
    os.link(draft, path)
