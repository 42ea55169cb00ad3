"""What is on the disk: readable by its owner only, with room to grow."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from models.context import Context
from models.database import keys_directory, sqlite_path
from models.services.checks.outcome import Outcome, bad, good

OTHERS = stat.S_IRWXG | stat.S_IRWXO
CLOSED = "{path} ne peut pas être lu : donnez-en les droits au compte qui lance le programme."
SMALLEST_ROOM = 1 << 30
"""Bytes, 1 GiB: a million electors with their accounts take less than that on SQLite."""


def check_permissions(context: Context) -> list[Outcome]:
    """Look at the modes of the data directory, of the keys and of the database's files."""
    try:
        open_to_others = [path for path in private_places(context) if _mode(path) & OTHERS]
    except OSError as error:
        return [bad(CLOSED.format(path=error.filename))]
    if not open_to_others:
        return [good("Les données ne sont lisibles que par vous.")]
    return [
        bad(
            f"{path} est ouvert à d'autres que vous : lancez « chmod "
            f"{'700' if path.is_dir() else '600'} {path} »."
        )
        for path in open_to_others
    ]


def check_room(context: Context) -> list[Outcome]:
    """Look at the room that is left where the data or the keys are."""
    data = data_directory(context)
    try:
        place = data if data.exists() else Path.cwd()
        free = shutil.disk_usage(place).free
    except OSError as error:
        return [bad(CLOSED.format(path=error.filename or data))]
    said = f"{free / (1 << 30):.1f} Gio libres dans {place}".replace(".", ",", 1)
    if free < SMALLEST_ROOM:
        return [bad(f"{said} : libérez de la place, 1 Gio au moins.")]
    return [good(f"{said}.")]


def data_directory(context: Context) -> Path:
    """Return where the database's file is, or the keys of a database server."""
    path = sqlite_path(context.election.database)
    return path.parent if path is not None else keys_directory(context.election.database)


def private_places(context: Context) -> Iterator[Path]:
    """Yield every directory and file that must be its owner's alone."""
    keys = keys_directory(context.election.database)
    yield from (place for place in (keys, *sorted(keys.glob("*"))) if place.exists())
    path = sqlite_path(context.election.database)
    if path is not None and path.exists():
        yield path.parent
        yield from sorted(path.parent.glob(f"{path.name}*"))


def _mode(path: Path) -> int:
    return os.lstat(path).st_mode
