"""Where the pictures of an election are kept: a folder for each state of its file.

Its name is a fingerprint of the election file and of the program: whatever changes a screen makes
another folder, and the old one is shown no more.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from models import SAMPLE_NAMES, program_version

if TYPE_CHECKING:
    from models import Election

KEPT = 8
"""Folders at most: of the elections of an account, and of what they were before a change."""


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where the pictures of an election are.

    Attributes:
        folder: Theirs; it is there once they all are.
        options: Of `admin pictures`, by which they are drawn.
    """

    folder: Path
    options: tuple[str, ...]

    @property
    def lock(self) -> Path:
        """Held by whoever draws them."""
        return self.folder.with_suffix(".lock")

    @property
    def is_writable(self) -> bool:
        """Whether there is a place for them, which is made if need be."""
        parent = self.folder.parent
        try:
            parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(parent, os.W_OK)

    @property
    def is_being_drawn(self) -> bool:
        """Whether a process of this account is at it."""
        try:
            descriptor = os.open(self.lock, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def forget_others(self) -> None:
        """Delete the folders that have not been drawn for longest: `KEPT` stay."""
        with suppress(OSError):
            found = [one for one in self.folder.parent.iterdir() if one.is_dir()]
            found.sort(key=lambda one: one.stat().st_mtime, reverse=True)
            for old in found[KEPT:]:
                old.with_suffix(".lock").unlink(missing_ok=True)
                shutil.rmtree(old, ignore_errors=True)


def place_of_election(election: Election) -> PicturePlace:
    """Return where the pictures of an election that was read from a file are.

    Raises:
        OSError: The file cannot be read any more.
        ValueError: It comes from none.
    """
    config = election.file
    if config is None:
        raise ValueError("an election without a file")
    name = _fingerprint(b"election", config.read_bytes())
    root = election.desk.pictures or picture_root()
    return PicturePlace(root / name, ("--config", str(config)))


def place_of_demonstration(name: str) -> PicturePlace:
    """Return where the pictures of a demonstration are, in which the vote is shown as well.

    Args:
        name: Of its sample, or the path of the election file that is rehearsed.

    Raises:
        OSError: That cannot be read.
    """
    told = name.encode() if name in SAMPLE_NAMES else Path(name).read_bytes()
    return PicturePlace(picture_root() / _fingerprint(b"demonstration", told), ("--demo", name))


def picture_root() -> Path:
    """Return where this account keeps its pictures, the same for all its processes.

    Variables do not count: a terminal that strangers type at, and an agent's session over SSH,
    have none of the account's.
    """
    try:
        home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:  # a container's number without a name
        home = Path("/")
    return home / ".cache" / "espace-electeur" / "pictures"


def _fingerprint(*told: bytes) -> str:
    """Return a name for the screens of this program with an election that is so described."""
    digest = sha256()
    for part in ((program_version() or "").encode(), *told):
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()[:32]
