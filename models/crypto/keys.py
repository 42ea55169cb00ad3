"""The key files that belong to a database: made once, kept outside it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import KeysMissing
from models.files.placing import place_new
from models.files.private import make_private_directory

KEY_BYTES = 32
NAMES = ("codes", "pseudonyms", "mail")
"""What every machine needs that opens the election."""
ADMINISTRATION = "administration"
"""What only the administrator's commands need: no kiosk holds it."""
ALL_NAMES = (*NAMES, ADMINISTRATION)
BOUND_MARK = "bound"
"""A file without content: no row of the database can deny it."""
PREPARED = "administration-prepared"
"""The same key while a database is being bound to it: its name tells that this is not done."""

NO_ADMINISTRATION = (
    "La clé de l'administration manque ({path}) : cette commande ne peut rien faire sans elle. "
    "Copiez-la depuis la machine où la base a été préparée, ou depuis une sauvegarde faite avec "
    "ses clés."
)
UNREADABLE = (
    "Le fichier de clé {path} ne peut pas être lu : rendez-le lisible à ce compte, et à lui seul, "
    "puis recommencez."
)

DAMAGED = (
    "Le fichier de clé {path} est abîmé : ce n'est pas une clé entière. Remettez-le depuis une "
    "copie du dossier « keys », ou depuis une sauvegarde faite avec ses clés, puis recommencez."
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

    def by_name(self) -> dict[str, bytes]:
        """Return the keys by the names of their files."""
        return dict(zip(NAMES, (self.codes, self.pseudonyms, self.mail), strict=True))


def read_keyring(directory: Path) -> Keyring:
    """Return the keys of a directory.

    Raises:
        KeysMissing: A file is absent, unreadable or has not the right length.
    """
    return keyring_of(key_files(directory), directory)


def read_administration_key(directory: Path) -> bytes:
    """Return the key of the administrator's commands, 32 bytes.

    Raises:
        KeysMissing: Its file is absent, unreadable or has not the right length.
    """
    prepared = _file(directory, PREPARED).exists() and not has_administration_key(directory)
    name = PREPARED if prepared else ADMINISTRATION
    return _key_of(key_files(directory, (name,), NO_ADMINISTRATION), name, directory)


def is_bound(directory: Path) -> bool:
    """Return whether the database of these keys has been bound to them, as its keys tell."""
    return (directory / BOUND_MARK).exists()


def note_bound(directory: Path) -> None:
    """Note beside the keys that the database is bound to them; it goes with their copies."""
    descriptor = os.open(directory / BOUND_MARK, os.O_WRONLY | os.O_CREAT, 0o600)
    os.close(descriptor)


def has_administration_key(directory: Path) -> bool:
    """Return whether the key of the administrator's commands is there, and done with."""
    return _file(directory, ADMINISTRATION).exists()


def prepare_administration_key(directory: Path) -> None:
    """Make the key of the administrator's commands, under the name of one that is prepared."""
    if not has_administration_key(directory):
        make_missing_keys(directory, (PREPARED,))


def settle_administration_key(directory: Path) -> None:
    """Give a prepared key its name: the database is bound to it."""
    if _file(directory, PREPARED).exists():
        _file(directory, PREPARED).rename(_file(directory, ADMINISTRATION))


def subkey(key: bytes, use: str) -> bytes:
    """Return a key of 32 bytes for one use of a key."""
    return hmac.digest(key, use.encode(), "sha256")


def recognised_by(key: bytes) -> str:
    """Return a digest by which a key is recognised, 64 characters; it reveals nothing of it."""
    return subkey(key, "recognition").hex()


def key_digest(keys: Keyring) -> str:
    """Return a digest by which these keys are recognised; it reveals nothing of them."""
    digest = hashlib.sha256()
    for key in (keys.codes, keys.pseudonyms, keys.mail):
        digest.update(hmac.digest(key, b"which key this is", "sha256"))
    return digest.hexdigest()


def key_files(
    directory: Path, names: Sequence[str] = NAMES, missing: str | None = None
) -> dict[str, str]:
    """Return the contents of key files of a directory by their names.

    Args:
        directory: Where they are.
        names: Which.
        missing: The sentence for one that is not there, with the place of its `path`.

    Raises:
        KeysMissing: One cannot be read, or is no text.
    """
    name = ""
    found = {}
    try:
        for name in names:
            found[name] = _file(directory, name).read_text("ascii").strip()
    except FileNotFoundError as error:
        sentence = missing and missing.format(path=error.filename)
        raise KeysMissing(sentence) from error
    except OSError as error:
        raise KeysMissing(UNREADABLE.format(path=error.filename or directory)) from error
    except ValueError as error:
        raise KeysMissing(DAMAGED.format(path=_file(directory, name))) from error
    return found


def keyring_of(files: dict[str, str], directory: Path | None = None) -> Keyring:
    """Return the keys of the contents of key files.

    Args:
        files: By their names.
        directory: Where they are, for what is said of one; None: in no directory.

    Raises:
        KeysMissing: One is absent or has not the right length.
    """
    return Keyring(*(_key_of(files, name, directory) for name in NAMES))


def _key_of(files: dict[str, str], name: str, directory: Path | None) -> bytes:
    damaged = DAMAGED.format(path=_file(directory, name)) if directory else None
    try:
        key = urlsafe_b64decode(files[name])
    except KeyError as error:
        raise KeysMissing from error
    except ValueError as error:
        raise KeysMissing(damaged) from error
    if len(key) != KEY_BYTES:
        raise KeysMissing(damaged)
    return key


def key_paths(directory: Path) -> list[Path]:
    """Return where the key files of a directory are, or would be."""
    return [_file(directory, name) for name in ALL_NAMES]


def write_keys(directory: Path, files: dict[str, str]) -> list[Path]:
    """Write the key files (0600) that a directory lacks; return which, others are left alone."""
    make_private_directory(directory)
    return [
        _file(directory, name)
        for name in files
        if name in ALL_NAMES and _write_once(_file(directory, name), files[name].encode("ascii"))
    ]


def make_missing_keys(directory: Path, names: Sequence[str] = ALL_NAMES) -> None:
    """Make a directory (0700) and each key file (0600) that it lacks."""
    make_private_directory(directory)
    for name in names:
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
