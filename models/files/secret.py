"""The file that holds the password of a server: one line, its owner's alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from models.errors import SecretFileUnusable
from models.files.opening import without_waiting

LONGEST = 1024
"""Bytes of the file, of which the password is the first line."""

MISSING = "le fichier du mot de passe {path} est introuvable"
UNREADABLE = "le fichier du mot de passe {path} ne peut pas être lu"
NO_FILE = "le fichier du mot de passe {path} n'est pas un fichier ordinaire"
OPEN_TO_ALL = (
    "le fichier du mot de passe {path} est ouvert à tous : retirez-leur ce droit (chmod o= {path})"
)
NOT_ONE_LINE = (
    "le fichier du mot de passe {path} doit contenir le mot de passe, sur une seule ligne"
)


def read_password(path: Path) -> str:
    """Return the password that a file holds.

    Raises:
        SecretFileUnusable: With the reason: it is missing, unreadable, no regular file,
            open to every user of the machine, or not one line.
    """
    try:
        with open(path, "rb", opener=without_waiting) as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(LONGEST + 1) if stat.S_ISREG(mode) else None
    except FileNotFoundError as error:
        raise SecretFileUnusable(reason=MISSING.format(path=path)) from error
    except OSError as error:
        raise SecretFileUnusable(reason=UNREADABLE.format(path=path)) from error
    if content is None:
        raise SecretFileUnusable(reason=NO_FILE.format(path=path))
    if mode & stat.S_IRWXO:
        raise SecretFileUnusable(reason=OPEN_TO_ALL.format(path=path))
    try:
        lines = content.decode().splitlines() if len(content) <= LONGEST else []
    except UnicodeDecodeError:
        lines = []
    if len(lines) != 1 or not lines[0]:
        raise SecretFileUnusable(reason=NOT_ONE_LINE.format(path=path))
    return lines[0]
