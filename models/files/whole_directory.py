"""Directories that come into being whole or not at all, their owner's alone or everybody's."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from models.errors import OutputRefused
from models.files.left_directories import locked_directory, remove_left
from models.files.placing import exchange
from models.files.whole import DRAFT, FULL_ERRORS

NOT_EMPTY = (
    "{path} existe déjà et n'est pas un dossier vide : rien n'a été écrit. Choisissez un autre nom."
)
NO_PLACE = (
    "Le dossier {path} ne peut pas être écrit. Choisissez une place qui existe et où vous avez le "
    "droit d'écrire."
)
FULL = (
    "Le disque est plein : le dossier {path} n'est pas écrit, et rien n'en reste. Libérez de la "
    "place ou choisissez un autre disque, puis recommencez."
)
NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})
"""What a file system answers that cannot exchange two names."""
TAKEN_ERRORS = frozenset({errno.ENOTEMPTY, errno.EEXIST})
"""What giving a directory its name answers if another process was first."""


@contextmanager
def whole_directory(
    path: Path, *, public: bool = False, replaces: Callable[[Path], bool] | None = None
) -> Iterator[Path]:
    """Fill a directory beside its place, and put it there (0700) once it is whole.

    Killed in the middle, it leaves the place as it was, and beside it a hidden directory whose name
    ends in `.part`, which the next one of that name removes.

    Args:
        path: Where the directory is to be; there may be an empty one.
        public: Everybody may read it and all that is in it (0755, files 0644).
        replaces: Tells of a directory that is there whether the new one may take its place; None:
            none may be replaced. The old one is there until the new one is whole.

    Yields:
        The directory to fill.

    Raises:
        OutputRefused: There is something already, no right to write, or no room.
    """
    draft = None
    try:
        _require_place(path, replaces)
        prefix = f".{path.name}."
        left = re.compile(rf"{re.escape(prefix)}[a-z0-9_]+{re.escape(DRAFT)}")
        remove_left(path.parent, left)
        draft, lock = locked_directory(path.parent, prefix=prefix, suffix=DRAFT)
        try:
            yield draft
            if public:
                _open_to_all(draft)
            _flush(draft)
            _put_in_place(draft, path, replaces)
            draft = None
            _flush_one(path.parent)
        finally:
            os.close(lock)
    except OSError as error:
        raise OutputRefused(_sentence_of(error).format(path=path)) from error
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)


def new_file(path: Path) -> BinaryIO:
    """Open a new file for writing, its owner's alone.

    Raises:
        FileExistsError: There is one of that name.
        OSError: It cannot be written.
    """
    opened = open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))  # noqa: SIM115
    return cast(BinaryIO, opened)


def _sentence_of(error: OSError) -> str:
    if error.errno in FULL_ERRORS:
        return FULL
    return NOT_EMPTY if error.errno in TAKEN_ERRORS else NO_PLACE


def _require_place(path: Path, replaces: Callable[[Path], bool] | None) -> None:
    if not os.path.lexists(path):
        return
    whole = path.is_dir() and not path.is_symlink()
    if not whole or (any(path.iterdir()) and not (replaces and replaces(path))):
        raise OutputRefused(NOT_EMPTY.format(path=path))


def _put_in_place(draft: Path, path: Path, replaces: Callable[[Path], bool] | None) -> None:
    """Give a directory its name; what it replaces is removed afterwards."""
    there = replaces is not None and path.is_dir() and any(path.iterdir())
    if not (there and replaces and replaces(path)):
        os.rename(draft, path)  # fails if another process was first
        return
    try:
        exchange(draft, path)
        old = draft
    except OSError as error:
        if error.errno not in NO_EXCHANGE:
            raise
        old = _replaced(draft, path)
    shutil.rmtree(old, ignore_errors=True)


def _replaced(draft: Path, path: Path) -> Path:
    """Give a directory the name of another one, which is missing for a moment; return that one."""
    old = Path(tempfile.mkdtemp(DRAFT, f".{path.name}.", path.parent))
    os.rename(path, old)
    try:
        os.rename(draft, path)
    except OSError:
        os.rename(old, path)
        raise
    return old


def _open_to_all(directory: Path) -> None:
    """Let everybody read a directory and all that is in it."""
    for place, _, files in os.walk(directory):
        os.chmod(place, 0o755)  # noqa: S103 - whatever serves it has to read it
        for name in files:
            os.chmod(Path(place) / name, 0o644)


def _flush(directory: Path) -> None:
    for place, _, files in os.walk(directory):
        for name in files:
            _flush_one(Path(place) / name)
        _flush_one(Path(place))


def _flush_one(path: Path) -> None:
    """Have a file or directory on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
