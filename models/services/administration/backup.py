"""Writing the whole database into one file, online, and reading it again before it counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from models.archive.manifest import FORMAT, Manifest, Part, read_manifest, write_manifest
from models.archive.opening import unsealed_archive
from models.archive.parts import check_part, read_part, write_part
from models.archive.rows import TableShape, count_rows, read_rows, table_shapes
from models.archive.sealed import BackupKey, BackupLock, recipients_fault, sealed_into
from models.context import Context
from models.crypto.keys import ALL_NAMES, Keyring, key_digest, key_files
from models.data.words import french_words
from models.errors import OutputRefused, PasswordTooWeak
from models.files.whole import whole_file
from models.rules.guessability import PersonalFacts
from models.rules.passphrases import passphrase_fault
from models.rules.text import clean_line
from models.services.administration.migration import SEALED_SINCE
from models.services.audit.chain import ChainEnd, ChainWalk, chain_end
from models.services.audit.trail import record
from models.services.shared.administration_key import require_administration_key
from models.services.shared.own_files import own_files
from models.tables.audit import AuditEvent, head_seal
from models.tables.base import moment_of
from models.tables.installation import PURGED, Installation
from models.version import program_version
from models.views.administration import BackupReport
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.views.voter import AuditReport

EVENTS, HEAD = "audit_event", "audit_head"
QUICKLY = 1
"""Of zlib's levels; the next ones cost twice the time for a tenth of the room."""


NO_RECIPIENT = (
    "Une des clés de « --recipient » n'est pas une clé publique age : rien n'a été fait. Recopiez "
    "la ligne « age1… » que « age-keygen » affiche."
)


def back_up(
    context: Context,
    path: Path,
    *,
    with_keys: bool = False,
    force: bool = False,
    lock: BackupLock | None = None,
    source: str,
    tell: Tell = tell_nobody,
) -> BackupReport:
    """Write the whole database into a file, and check it; visits go on meanwhile.

    The election file goes with it: the passwords that it names are in files of their own.

    Args:
        context: The open election.
        path: The file to write, 0600.
        with_keys: Put the keys into it too; who has the file can then read all mails
            and make any code. Without its keys a backup is useless.
        force: Replace a file.
        lock: Seals the file for keys or a passphrase; None: whoever has it can read it.
        source: Who asked for it, for the audit trail.
        tell: Called with how far it is.

    Returns:
        What the file holds, once it has been read again with every digest.

    Raises:
        OutputRefused: The file cannot be written, or exists already; a key is none of age.
        PasswordTooWeak: The passphrase can be guessed.
        KeysMissing: The database has no keys, or this machine not that of the administration.
    """
    context.require_keys()
    lock = lock or BackupLock()
    _require_good(context, lock)
    with whole_file(path, force=force, kept=own_files(context), kind="backup") as file:
        key = _fill(context, file, lock, with_keys, tell)
        file.flush()
        with _opened(file, key, path) as archive:
            manifest = read_manifest(archive, path, context.store.schema.migrations.known())
            chain = chain_in(archive, manifest, context.keys, path, tell)
        size = file.seek(0, os.SEEK_END)
    if any(part.table == HEAD and part.rows for part in manifest.tables):
        with context.transaction():
            record(context, "backup", clean_line(path.name), source)
    return report_of(manifest, chain, size, proved=True)


def _require_good(context: Context, lock: BackupLock) -> None:
    """Require keys that are some, and a passphrase that nobody guesses: they would have years."""
    if recipients_fault(lock.recipients):
        raise OutputRefused(NO_RECIPIENT)
    if not lock.passphrase:
        return
    facts = PersonalFacts(election=f"{context.election.title} {context.election.organiser}")
    if fault := passphrase_fault(lock.passphrase, facts=facts, words=french_words()):
        raise PasswordTooWeak(reason=fault)


def _fill(
    context: Context, file: BinaryIO, lock: BackupLock, with_keys: bool, tell: Tell
) -> BackupKey | None:
    """Write the archive; return what opens it again, None for one that is open."""
    if not lock.seals:
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as archive:
            _write(context, archive, with_keys, tell)
        return None
    with (
        sealed_into(file, lock) as (sink, key),
        ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as archive,
    ):
        _write(context, archive, with_keys, tell)
    return key


def _opened(file: BinaryIO, key: BackupKey | None, path: Path) -> AbstractContextManager[ZipFile]:
    return ZipFile(file) if key is None else unsealed_archive(file, key, path)


def _write(context: Context, archive: ZipFile, with_keys: bool, tell: Tell) -> None:
    store, made_at = context.store, context.now
    with context.snapshot():
        context.store.dialect.urns.hold("urn_ballot")
        migrations = tuple(sorted(store.schema.migrations.applied(store.database)))
        shapes = table_shapes(store)
        rows = Counted(tell, Stage.WRITING, sum(count_rows(store, shape) for shape in shapes))
        parts = tuple(_write_table(context, archive, shape, rows) for shape in shapes)
        end = chain_end()
        key = require_administration_key(context)
    manifest = Manifest(
        format=FORMAT,
        program=program_version() or "0",
        made_at=made_at,
        migrations=migrations,
        tables=parts,
        key_digest=key_digest(context.keys),
        keys=key_files(store.key_directory, ALL_NAMES) if with_keys else {},
        audit_events=end.sequence if end else 0,
        audit_end=f"{end.sequence}:{end.digest}" if end else "",
        election=_election_text(context),
    )
    write_manifest(archive, manifest, key)


def _write_table(context: Context, archive: ZipFile, shape: TableShape, rows: Counted) -> Part:
    # Closed at once if it is interrupted: its cursor must not outlive the connection.
    with closing(read_rows(context.store.dialect, shape)) as read:
        return write_part(archive, shape, read, rows.add)


def _election_text(context: Context) -> str:
    """Return the text of the election file, empty without any."""
    file = context.election.file
    try:
        return file.read_text(encoding="utf-8-sig") if file else ""
    except (OSError, UnicodeDecodeError):
        return ""


def chain_in(
    archive: ZipFile, manifest: Manifest, keys: Keyring, path: object, tell: Tell
) -> AuditReport:
    """Read every part of an archive, and follow the audit chain in it.

    Raises:
        BackupUnusable: A part is not as it was written.
    """
    purged = [PURGED] in _facts(archive, manifest, path)
    walk, end = ChainWalk(keys, purged=purged), None
    sealed = SEALED_SINCE in manifest.migrations
    rows = Counted(tell, Stage.CHECKING, sum(part.rows for part in manifest.tables))
    for part in manifest.tables:
        if part.table not in {EVENTS, HEAD}:
            check_part(archive, part, path, rows.add)
            continue
        for row in read_part(archive, part, path, rows.add):
            facts = dict(zip(part.columns, row, strict=True))
            if part.table == EVENTS:
                walk.follow(AuditEvent(**facts | {"at": moment_of(facts["at"])}))
            elif part.table == HEAD:
                sequence, digest = facts["sequence"], facts["digest"]
                seal = facts["seal"] if sealed else head_seal(keys, sequence, digest)
                end = ChainEnd(sequence, digest, seal)
    return walk.report(end)


def _facts(archive: ZipFile, manifest: Manifest, path: object) -> Iterator[list[Any]]:
    """Yield the rows of the facts about the whole database."""
    for part in manifest.tables:
        if part.table == Installation._meta.table_name:
            place = part.columns.index("name")
            yield from ([row[place]] for row in read_part(archive, part, path))


def report_of(manifest: Manifest, chain: AuditReport, size: int, *, proved: bool) -> BackupReport:
    """Return what is reported of a backup."""
    return BackupReport(
        tables=len(manifest.tables),
        rows=sum(part.rows for part in manifest.tables),
        size=size,
        with_keys=bool(manifest.keys),
        audit_events=chain.events,
        first_fault=chain.first_fault,
        proved=proved,
    )
