"""Files that are written whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from models.errors import DiskFull, OutputRefused
from models.files.placing import place_new

IN_THE_WAY = (
    "Le fichier {path} existe déjà : rien n'a été changé. Choisissez un autre nom, ou ajoutez "
    "« --force » pour le remplacer."
)
NO_PLACE = (
    "Le fichier {path} ne peut pas être écrit. Choisissez un dossier qui existe et où vous avez "
    "le droit d'écrire."
)
NO_FILE_TO_REPLACE = (
    "{path} ne peut pas être remplacé : ce n'est pas un fichier ordinaire, ou cette élection s'en "
    "sert. Choisissez un autre nom."
)
FULL = (
    "Le disque est plein : le fichier {path} n'est pas écrit. Libérez de la place ou choisissez "
    "un autre disque, puis recommencez."
)
DRAFT = ".part"
"""Ending of the names of files that are being written."""
FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def whole_file(
    path: Path, *, force: bool = False, kept: Iterable[Path] = (), kind: str = ""
) -> Iterator[BinaryIO]:
    """Write a file beside its place, and put it there (0600) once it is whole.

    Killed in the middle, it leaves the place as it was, and beside it a hidden
    file whose name ends in `.part`, which the next one of that name or kind removes.

    Args:
        path: Where the file is to be.
        force: Let it replace another file: a regular one.
        kept: Files that are never replaced, there or not.
        kind: A word for files whose names change each time, as by their date: what was left
            of any of that kind in the folder is removed.

    Raises:
        OutputRefused: There is a file already, no right to write, or no room.
    """
    require_place(path, force=force, kept=kept)
    draft = None
    try:
        ending = f".{kind}{DRAFT}" if kind else DRAFT
        _remove_drafts(path.parent, ".+" if kind else re.escape(path.name), ending)
        descriptor, draft = _locked_draft(path, ending)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path, force)
    except FileExistsError as error:
        raise OutputRefused(IN_THE_WAY.format(path=path), in_the_way=True) from error
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
    else:
        place_new(Path(draft), path)
    # The name too: a stick may be pulled out as soon as the program says that it is done.
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    with suppress(OSError):  # some network shares know of no such thing
        os.fsync(folder)
    os.close(folder)


def require_place(path: Path, *, force: bool = False, kept: Iterable[Path] = ()) -> None:
    """Refuse what no command may write over, by whatever name it is called.

    Args:
        path: Where a file is to be.
        force: Let it replace another file: a regular one.
        kept: Files that are never replaced, there or not.

    Raises:
        OutputRefused: There is a file already, or one that is never replaced.
    """
    place = path.parent.resolve() / path.name
    if any(place == one.parent.resolve() / one.name or _same(path, one) for one in kept):
        raise OutputRefused(NO_FILE_TO_REPLACE.format(path=path))
    if os.path.lexists(path):
        if not force:
            raise OutputRefused(IN_THE_WAY.format(path=path), in_the_way=True)
        if path.is_symlink() or not path.is_file():
            raise OutputRefused(NO_FILE_TO_REPLACE.format(path=path))


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one of them is not there
        return False


def _locked_draft(path: Path, ending: str) -> tuple[int, str]:
    """Make a draft and hold its lock, which tells that it is no leftover."""
    while True:
        descriptor, draft = tempfile.mkstemp(ending, f".{path.name}.", path.parent)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor, draft
        os.close(descriptor)  # removed by another process between the two


def _remove_drafts(folder: Path, names: str, ending: str) -> None:
    """Remove drafts left by killed processes; a live process holds a lock on its own.

    Args:
        folder: Where they are.
        names: Regular expression of the names that the files were to have.
        ending: Of their own names.
    """
    left = re.compile(rf"\.{names}\.[a-z0-9_]+{re.escape(ending)}")
    for draft in folder.iterdir():
        if left.fullmatch(draft.name) and not draft.is_symlink() and draft.is_file():
            with suppress(OSError), draft.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                draft.unlink()
