"""What an archive says of itself."""

from __future__ import annotations

import hmac
import json
import zlib
from datetime import datetime
from typing import Annotated
from zipfile import BadZipFile, ZipFile

from msgspec import Meta, Struct, ValidationError, field
from msgspec.json import decode, encode
from msgspec.json import format as laid_out

from models.archive.rows import DEEP
from models.crypto.digests import digests_equal
from models.crypto.keys import subkey
from models.errors import BackupUnusable

NAME = "manifest.json"
PROOF = "manifest.mac"
"""Shows who wrote the manifest, which holds the digest of each part."""
FORMAT = 2
"""Number of this form; a program refuses a greater one than its own."""
PROVED_SINCE = 2
"""Number of the first form with a proof of who wrote it."""
LONGEST = 4 << 20
"""Bytes of a manifest, far more than any has; an election file has at most a quarter."""

NO_BACKUP = (
    "Le fichier {path} n'est pas une sauvegarde entière : rien n'a été restauré. Prenez-en une "
    "autre, ou copiez-la de nouveau."
)
TOO_NEW = (
    "Cette sauvegarde vient d'une version plus récente du programme : rien n'a été restauré. "
    "Installez cette version, puis recommencez."
)


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A table, in the order in which tables are loaded."""

    table: str
    columns: tuple[str, ...]
    rows: Annotated[int, Meta(ge=0)]
    sha256: str

    @property
    def file(self) -> str:
        """The name of the part in the archive."""
        return f"tables/{self.table}.jsonl"


class Manifest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole archive.

    Attributes:
        made_at: Aware; when the backup was begun.
        migrations: Names of those that the database had had.
        key_digest: By which the keys of the database are recognised; it reveals
            nothing of them.
        keys: Contents of the key files by their names; empty if the backup
            holds none.
        audit_events: Number of the last event of the audit chain.
        audit_end: The same with its digest, « number:digest »; empty before form 2.
        election: Text of the election file; empty if there was none, and before form 2.
    """

    format: int
    program: str
    made_at: datetime
    migrations: tuple[str, ...]
    tables: tuple[Part, ...]
    key_digest: str
    keys: dict[str, str] = field(default_factory=dict)
    audit_events: int
    audit_end: str = ""
    election: str = ""

    def __repr__(self) -> str:
        """Tell nothing of the keys."""
        return f"Manifest(made_at={self.made_at!r})"


def write_manifest(archive: ZipFile, manifest: Manifest, key: bytes) -> None:
    """Write what an archive says of itself, and the proof of who says so.

    Args:
        archive: An open archive, its parts written.
        manifest: What is said.
        key: Of the administration, 32 bytes.
    """
    source = laid_out(encode(manifest), indent=1)
    archive.writestr(NAME, source)
    archive.writestr(PROOF, _proof(key, source))


def is_proved(archive: ZipFile, key: bytes) -> bool:
    """Return whether the manifest of an archive was written by a machine with a key."""
    try:
        with archive.open(NAME) as file, archive.open(PROOF) as proof:
            written = proof.read(len(_proof(key, b"")) + 1).decode("ascii", "replace")
            return digests_equal(written, _proof(key, file.read(LONGEST)))
    except (KeyError, BadZipFile, zlib.error, ValueError, OSError):
        return False


def _proof(key: bytes, source: bytes) -> str:
    return hmac.digest(subkey(key, "backups"), source, "sha256").hex()


def read_manifest(archive: ZipFile, path: object, known: set[str]) -> Manifest:
    """Return what an archive says of itself.

    Args:
        archive: An open archive.
        path: Its name, for the sentence.
        known: Names of the migrations that this program holds.

    Raises:
        BackupUnusable: It is no backup, or one of a later version.
    """
    try:
        with archive.open(NAME) as file:
            source = file.read(LONGEST)
        if b'"format"' in source and _format_of(source) > FORMAT:
            raise BackupUnusable(TOO_NEW)
        manifest = decode(source, type=Manifest)
    except (KeyError, ValidationError, BadZipFile, ValueError, OSError, *DEEP) as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error
    if set(manifest.migrations) - known:
        raise BackupUnusable(TOO_NEW)
    had, tables = manifest.migrations, [part.table for part in manifest.tables]
    if not had or list(had) != sorted(known)[: len(had)] or len(set(tables)) < len(tables):
        raise BackupUnusable(NO_BACKUP.format(path=path))
    return manifest


def _format_of(source: bytes) -> int:
    """Return the number of the form, which a later program may follow by what is unknown here."""
    content = json.loads(source)
    number = content.get("format") if isinstance(content, dict) else None
    return number if isinstance(number, int) else 0
