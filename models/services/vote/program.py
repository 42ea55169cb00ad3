"""The fingerprint of this program: what a seal covers of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import models
from models.version import program_version

PACKAGES = ("models", "tui")
"""Its packages, side by side wherever it is installed."""
COMPILED = "__pycache__"


@cache
def program_fingerprint() -> str:
    """Return SHA-256 of the version and of every file of the program, in hexadecimal.

    A checkout and an installation of the same version have the same one.
    """
    digest = sha256(f"{program_version()}\n".encode())
    root = Path(models.__file__).parents[1]
    for path in _files(root):
        content = sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content} {path.relative_to(root).as_posix()}\n".encode())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    found = (path for package in PACKAGES for path in (root / package).rglob("*"))
    yield from sorted(path for path in found if COMPILED not in path.parts and path.is_file())
