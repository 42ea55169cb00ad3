"""The members' sticks: where their files are found, and where they are to be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from glob import iglob
from pathlib import Path

from models.context import Context
from models.errors import OutputRefused, ShareFileRefused, ShareRefused
from models.files.opening import without_waiting
from models.services.vote.seal import KEYS_MADE, recorded_fingerprint
from models.views.found_shares import FoundShare
from models.views.vote_board import BoardMember
from models.voting.share_files import read_holder

MOUNTS = ("/media", "/run/media", "/mnt")
"""Where Debian's desktops and administrators mount sticks."""
DEPTH = 2
"""Folders between these and a stick: /run/media has one a user, and one a stick."""
FILE_NAME = "part-{number}-de-cle.json"
LARGEST = 1 << 20
"""Bytes of a member's file, generously: what is larger is not read."""

NO_FILE = (
    "Ce fichier ne peut pas être lu : vérifiez que la clé USB est branchée, puis saisissez son "
    "dossier ou le nom du fichier."
)
NO_SHARE_HERE = (
    "Ce dossier n'a pas de part de clé (« part-1-de-cle.json », par exemple) : choisissez celui de "
    "la clé USB de ce membre."
)
SEVERAL_HERE = (
    "Ce dossier a plusieurs parts de clé : saisissez le nom du fichier de ce membre, avec son "
    "dossier."
)
NO_FOLDER = "Ce dossier n'existe pas : indiquez celui de votre clé USB."
NOT_WRITABLE = (
    "Rien ne peut être écrit dans ce dossier : vérifiez votre clé USB, ou prenez-en une autre."
)
ALREADY_THERE = "Il y a déjà {path} : prenez une autre clé USB, ou rangez ce fichier ailleurs."
NOT_ANOTHER_S = "C'est la clé USB d'un autre membre : prenez la vôtre."


def list_sticks() -> tuple[Path, ...]:
    """Return the folders of the sticks that are mounted and can be written to."""
    return tuple(
        folder
        for folder in _folders()
        if os.path.ismount(folder) and os.access(folder, os.W_OK | os.X_OK)
    )


def list_shares(context: Context, further: Sequence[Path] = ()) -> tuple[FoundShare, ...]:
    """Return the members' files that are on the mounted sticks, by the numbers of the members.

    Whose a file is, it says itself: only its passphrase proves it.

    Args:
        context: The open election.
        further: Other files to look at.
    """
    found = []
    with context.connection():
        # Once for all files, by its subject: this is asked again every two seconds.
        keys = recorded_fingerprint(KEYS_MADE, subject=context.pseudonym("person", ""))
        for path in (*_share_files(_folders()), *further):
            with suppress(ShareRefused, OSError):
                holder = read_holder(_content(path))
                member = BoardMember(holder.member, holder.name, holder.role)
                fits = keys is not None and holder.keys.startswith(keys)
                found.append(FoundShare(path, member, fits))
    return tuple(sorted(found, key=lambda one: (one.member.number, one.path)))


def read_share(typed: str) -> bytes:
    """Return the content of a member's file.

    Args:
        typed: The file, or a folder that has one such file.

    Raises:
        ShareFileRefused: There is none, or it is no share of a key.
    """
    path = Path(os.path.expanduser(typed.strip()))
    try:
        if not path.suffix and not path.exists():
            raise ShareFileRefused(NO_FOLDER)
        if path.is_dir():
            files = list(_share_files([path]))
            if len(files) != 1:
                raise ShareFileRefused(SEVERAL_HERE if files else NO_SHARE_HERE)
            path = files[0]
        content = _content(path)
    except (OSError, ValueError) as error:
        raise ShareFileRefused(NO_FILE) from error
    read_holder(content)
    return content


def place_share(
    typed: str, member: BoardMember, taken: Iterable[Path] = (), *, shared: Path | None = None
) -> Path:
    """Return where the share of a member is to be written: in the folder of their stick.

    Args:
        typed: The folder.
        member: Whose share it is.
        taken: Where the shares of other members go.
        shared: A folder that several members may have, if there are no sticks.

    Raises:
        OutputRefused: Nothing can be written there, it is another member's, or the file is there.
    """
    folder = Path(os.path.expanduser(typed.strip()))
    path = folder / FILE_NAME.format(number=member.number)
    if not typed.strip():
        raise OutputRefused(NO_FOLDER)
    require_folder(folder)
    sticks = {_stick_of(other.parent) for other in taken}
    if folder != shared and _stick_of(folder) in sticks:
        raise OutputRefused(NOT_ANOTHER_S)
    if os.path.lexists(path) or path in taken:
        raise OutputRefused(ALREADY_THERE.format(path=path))
    return path


def require_folder(folder: Path) -> None:
    """Require a folder that something can be written to.

    Raises:
        OutputRefused: It is none, or nothing can be written there.
    """
    try:
        there = folder.is_dir()
    except (OSError, ValueError):
        there = False
    if not there:
        raise OutputRefused(NO_FOLDER)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputRefused(NOT_WRITABLE)


def _stick_of(folder: Path) -> Path:
    """Return the stick of a folder; the folder itself if it is on none."""
    real = folder.resolve()
    roots = [Path(root) for root in MOUNTS]
    for place in (real, *real.parents):
        if os.path.ismount(place) and any(root in place.parents for root in roots):
            return place
    return real


def _folders() -> Iterator[Path]:
    """Yield the folders in which a stick may be."""
    for root in MOUNTS:
        for depth in range(DEPTH + 1):
            yield from (Path(name) for name in sorted(iglob(root + "/*" * depth)))


def _share_files(folders: Iterable[Path]) -> Iterator[Path]:
    pattern = FILE_NAME.format(number="*")
    for folder in folders:
        with suppress(OSError):
            yield from sorted(path for path in folder.glob(pattern) if path.is_file())


def _content(path: Path) -> bytes:
    with open(path, "rb", opener=without_waiting) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ShareFileRefused
    return content
