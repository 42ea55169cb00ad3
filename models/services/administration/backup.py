"""Writing the whole database into one file, online, and reading it again before it counts."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from models.archive.manifest import FORMAT, NAME, Manifest, read_manifest
from models.archive.parts import read_part, write_part
from models.archive.rows import read_rows, table_shapes
from models.context import Context
from models.crypto.keys import Keyring, key_digest, key_files
from models.files.whole import whole_file
from models.rules.text import clean_line
from models.services.audit.chain import ChainWalk, chain_head
from models.services.audit.trail import record
from models.services.shared.own_files import own_files
from models.tables.audit import AuditEvent
from models.tables.base import moment_of
from models.version import program_version
from models.views.administration import BackupReport
from models.views.voter import AuditReport

EVENTS, HEAD = "audit_event", "audit_head"
QUICKLY = 1
"""Of zlib's levels; the next ones cost twice the time for a tenth of the room."""


def back_up(
    context: Context, path: Path, *, with_keys: bool = False, force: bool = False, source: str
) -> BackupReport:
    """Write the whole database into a file, and check it; visits go on meanwhile.

    Args:
        context: The open election.
        path: The file to write, 0600.
        with_keys: Put the keys into it too; who has the file can then read all mails
            and make any code. Without its keys a backup is useless.
        force: Replace a file.
        source: Who asked for it, for the audit trail.

    Returns:
        What the file holds, once it has been read again with every digest.

    Raises:
        OutputRefused: The file cannot be written, or exists already.
        KeysMissing: The database has no keys.
    """
    context.require_keys()
    with whole_file(path, force=force, kept=own_files(context)) as file:
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as archive:
            _write(context, archive, with_keys)
        file.flush()
        with ZipFile(file) as archive:
            manifest = read_manifest(archive, path, context.store.schema.migrations.known())
            chain = chain_in(archive, manifest, context.keys, path)
        size = file.seek(0, os.SEEK_END)
    if any(part.table == HEAD and part.rows for part in manifest.tables):
        with context.transaction():
            record(context, "backup", clean_line(path.name), source)
    return report_of(manifest, chain, size)


def _write(context: Context, archive: ZipFile, with_keys: bool) -> None:
    store, made_at = context.store, context.now
    with context.snapshot():
        migrations = tuple(sorted(store.schema.migrations.applied(store.database)))
        parts = tuple(
            write_part(archive, shape, read_rows(store.dialect, shape))
            for shape in table_shapes(store)
        )
        head = chain_head()
    manifest = Manifest(
        format=FORMAT,
        program=program_version() or "0",
        made_at=made_at,
        migrations=migrations,
        tables=parts,
        key_digest=key_digest(context.keys),
        keys=key_files(store.key_directory) if with_keys else {},
        audit_events=head[0] if head else 0,
    )
    archive.writestr(NAME, manifest.model_dump_json(indent=1))


def chain_in(archive: ZipFile, manifest: Manifest, keys: Keyring, path: object) -> AuditReport:
    """Read every part of an archive, and follow the audit chain in it.

    Raises:
        BackupUnusable: A part is not as it was written.
    """
    walk, head = ChainWalk(keys), None
    for part in manifest.tables:
        for row in read_part(archive, part, path):
            facts = dict(zip(part.columns, row, strict=True))
            if part.table == EVENTS:
                walk.follow(AuditEvent(**facts | {"at": moment_of(facts["at"])}))
            elif part.table == HEAD:
                head = facts["sequence"], facts["digest"]
    return walk.report(head)


def report_of(manifest: Manifest, chain: AuditReport, size: int) -> BackupReport:
    """Return what is reported of a backup."""
    return BackupReport(
        tables=len(manifest.tables),
        rows=sum(part.rows for part in manifest.tables),
        size=size,
        with_keys=bool(manifest.keys),
        audit_events=chain.events,
        first_fault=chain.first_fault,
    )
