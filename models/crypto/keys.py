"""The key files that belong to a database: made once, kept outside it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import KeysMissing
from models.files.placing import place_new
from models.files.private import make_private_directory

KEY_BYTES = 32
NAMES = ("codes", "pseudonyms", "mail")

UNREADABLE = (
    "Le fichier de clé {path} ne peut pas être lu : rendez-le lisible à ce compte, et à lui seul, "
    "puis recommencez."
)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Three secret keys of 32 bytes, one a purpose.

    Attributes:
        codes: For the digests of confirmation codes and links.
        pseudonyms: For what is in place of an address in throttles and audit.
        mail: Seals subjects and bodies at rest.
    """

    codes: bytes = field(repr=False)
    pseudonyms: bytes = field(repr=False)
    mail: bytes = field(repr=False)


def read_keyring(directory: Path) -> Keyring:
    """Return the keys of a directory.

    Raises:
        KeysMissing: A file is absent, unreadable or has not the right length.
    """
    return keyring_of(key_files(directory))


def key_digest(keys: Keyring) -> str:
    """Return a digest by which these keys are recognised; it reveals nothing of them."""
    digest = hashlib.sha256()
    for key in (keys.codes, keys.pseudonyms, keys.mail):
        digest.update(hmac.digest(key, b"which key this is", "sha256"))
    return digest.hexdigest()


def key_files(directory: Path) -> dict[str, str]:
    """Return the contents of the key files of a directory by their names.

    Raises:
        KeysMissing: One cannot be read.
    """
    try:
        return {name: _file(directory, name).read_text("ascii").strip() for name in NAMES}
    except FileNotFoundError as error:
        raise KeysMissing from error
    except OSError as error:
        raise KeysMissing(UNREADABLE.format(path=error.filename or directory)) from error
    except ValueError as error:
        raise KeysMissing from error


def keyring_of(files: dict[str, str]) -> Keyring:
    """Return the keys of the contents of key files.

    Raises:
        KeysMissing: One is absent or has not the right length.
    """
    try:
        keys = [urlsafe_b64decode(files[name]) for name in NAMES]
    except (KeyError, ValueError) as error:
        raise KeysMissing from error
    if any(len(key) != KEY_BYTES for key in keys):
        raise KeysMissing
    return Keyring(*keys)


def key_paths(directory: Path) -> list[Path]:
    """Return where the key files of a directory are, or would be."""
    return [_file(directory, name) for name in NAMES]


def write_keys(directory: Path, files: dict[str, str]) -> list[Path]:
    """Write the key files (0600) that a directory lacks; return which, others are left alone."""
    make_private_directory(directory)
    return [
        _file(directory, name)
        for name in NAMES
        if _write_once(_file(directory, name), files[name].encode("ascii"))
    ]


def make_missing_keys(directory: Path) -> None:
    """Make a directory (0700) and each key file (0600) that it lacks."""
    make_private_directory(directory)
    for name in NAMES:
        if not _file(directory, name).exists():
            _write_once(_file(directory, name), urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)))


def _file(directory: Path, name: str) -> Path:
    return directory / f"{name}.key"


def _write_once(path: Path, content: bytes) -> bool:
    """Write a whole file, never over another one; return whether it was written."""
    draft = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            place_new(draft, path)
        except FileExistsError:
            return False
        return True
    finally:
        draft.unlink(missing_ok=True)
