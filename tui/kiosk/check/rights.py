"""What an account may do with a file, by its owner, its group and its mode."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine


def may_read(machine: Machine, path: Path) -> bool:
    """Return whether the machine's account may read a file; False if it is not there."""
    return _may(machine, path, stat.S_IROTH)


def may_write(machine: Machine, path: Path) -> bool:
    """Return whether the machine's account may change a file or what a folder holds."""
    return _may(machine, path, stat.S_IWOTH)


def shut_folder(path: Path) -> Path | None:
    """Return the folder that keeps this process from reaching a file, None if none does."""
    for place in (*reversed(path.parents), path):
        try:
            place.stat()
        except PermissionError:
            return place.parent
        except OSError:
            return None
    return None


def replaceable(machine: Machine, path: Path) -> Iterator[Path]:
    """Yield the path and those of its folders through which the account may put another there.

    In a folder with the sticky bit, as /tmp, no account can replace another one's files.
    """
    path = path.resolve()
    if may_write(machine, path):
        yield path
    for inner, folder in zip((path, *path.parents), path.parents, strict=False):
        if may_write(machine, folder) and not _is_protected(machine, folder, inner):
            yield folder


def _is_protected(machine: Machine, folder: Path, inner: Path) -> bool:
    try:
        outside, inside = folder.stat(), inner.stat()
    except OSError:
        return False
    sticky = bool(outside.st_mode & stat.S_ISVTX)
    return sticky and machine.uid not in {outside.st_uid, inside.st_uid}


def _may(machine: Machine, path: Path, right: int) -> bool:
    """Return whether a right, given as that of the others, is the account's."""
    try:
        found = os.stat(path)
    except OSError:
        return False
    if machine.uid == 0:
        return True
    if found.st_uid == machine.uid:
        return bool(found.st_mode & right << 6)
    if found.st_gid in machine.groups:
        return bool(found.st_mode & right << 3)
    return bool(found.st_mode & right)
