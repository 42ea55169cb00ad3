"""Which folder a publication may take the place of: an earlier one, as it was written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

SUMS = "SHA256SUMS"
"""The fingerprints of all else that is published, as `sha256sum` writes them."""
BLOCK = 1 << 20
"""Bytes that are read at once."""
LONGEST_SUMS = 1 << 20
"""Bytes of such a file, generously: a scrutin has six lines."""


def is_publication(folder: Path) -> bool:
    """Return whether a folder holds files of a publication alone, none of them changed since.

    A folder of the same names may be somebody's site: only the fingerprints tell. What is missing
    from it loses nobody anything.
    """
    try:
        noted = _noted(folder / SUMS)
        return all(_is_noted(path, folder, noted) for path in _files(folder))
    except (OSError, ValueError):
        return False


def _noted(path: Path) -> dict[str, str]:
    """Return the fingerprints by path.

    Raises:
        OSError: There are none.
        ValueError: It is something else.
    """
    with path.open("rb") as file:
        content = file.read(LONGEST_SUMS + 1)
    if len(content) > LONGEST_SUMS:
        raise ValueError("too long")
    lines = [line.split("  ", 1) for line in content.decode().splitlines()]
    return {name: digest for digest, name in lines}


def _files(folder: Path) -> Iterator[Path]:
    """Yield all that is in a folder but the folders in it."""

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(folder, onerror=refuse):
        yield from (Path(place) / name for name in files)
        yield from (Path(place) / name for name in folders if (Path(place) / name).is_symlink())


def _is_noted(path: Path, folder: Path, noted: dict[str, str]) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    name = path.relative_to(folder).as_posix()
    if name == SUMS:
        return True
    return name in noted and _fingerprint(path) == noted[name]


def _fingerprint(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
