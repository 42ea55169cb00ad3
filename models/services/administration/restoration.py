"""Putting a backup into an empty database: whole, or nothing of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from peewee import SqliteDatabase, Table

from models.archive.manifest import NO_BACKUP, PROVED_SINCE, Manifest, is_proved, read_manifest
from models.archive.opening import opened_archive
from models.archive.parts import read_part
from models.archive.rows import shapes_in, table_shapes, write_rows
from models.archive.sealed import BackupKey
from models.context import Context
from models.crypto.digests import digests_equal
from models.crypto.keys import (
    ADMINISTRATION,
    NAMES,
    Keyring,
    key_digest,
    key_paths,
    keyring_of,
    read_administration_key,
    read_keyring,
)
from models.errors import BackupUnusable, KeysMissing, RestoreRefused, WrongKeys
from models.migrations.state import ROLL_MIGRATIONS
from models.rules.text import clean_line
from models.services.administration.backup import chain_in, report_of
from models.services.administration.migration import migrate
from models.services.administration.restored_keys import keys_in_place
from models.services.audit.trail import record
from models.services.shared.used import is_used
from models.storage.schema import Schema
from models.tables.own_keys import forget_keys
from models.views.administration import BackupReport
from models.views.progress import Counted, Progress, Stage, Tell, tell_nobody

OTHER_KEYS = (
    "Les clés de cette sauvegarde ne sont pas celles du dossier « keys » : rien n'a été restauré. "
    "Remettez d'abord à sa place le dossier « keys » de la base sauvegardée."
)
OTHER_TABLES = (
    "Cette base contient déjà des tables d'un autre programme : rien n'a été restauré. Restaurez "
    "dans une base neuve, en changeant « url » dans [database]."
)
NO_KEYS = (
    "Cette sauvegarde ne contient pas ses clés : rien n'a été restauré. Remettez d'abord à sa "
    "place ({directory}) le dossier « keys » de la base sauvegardée."
)
UNPROVED = (
    "Rien ne prouve que le fichier {path} est tel que cette élection l'a écrit : il est plus "
    "ancien que ces preuves, ou quelqu'un l'a changé. Rien n'a été restauré. Prenez une autre "
    "sauvegarde, ou ajoutez « --unproved » si vous savez d'où vient celle-ci."
)
NEWER_TABLES = (
    "Cette sauvegarde est d'une version plus ancienne que les tables de cette base : rien n'a été "
    "restauré. Restaurez dans une base sans tables, en changeant « url » dans [database]."
)


def restore(
    context: Context,
    path: Path,
    *,
    unproved: bool = False,
    key: BackupKey | None = None,
    source: str,
    tell: Tell = tell_nobody,
) -> BackupReport:
    """Fill an empty database of either kind from a backup of either kind.

    The backup is read as a whole before anything is written.

    Args:
        context: The election.
        path: A file that `back_up` has written.
        unproved: Accept one that the key of this machine does not prove: of before there were
            proofs, or changed by somebody.
        key: Opens the backup if it is sealed.
        source: Who asked for it, for the audit trail.
        tell: Called with how far it is.

    Returns:
        What was restored.

    Raises:
        BackupLocked: It is sealed, and the key does not open it.
        BackupUnusable: It is not a complete backup of a known version.
        RestoreRefused: The database is not empty, or its keys are others.
    """
    schema = context.store.schema
    with opened_archive(path, key) as archive:
        manifest = read_manifest(archive, path, schema.migrations.known())
        if tables_of(manifest) != tables_after(schema, max(manifest.migrations)):
            raise BackupUnusable(NO_BACKUP.format(path=path))
        keys = _keys_of(context, manifest)
        proved = _is_proved(context, archive, manifest)
        if proved is False and not unproved:
            raise BackupUnusable(UNPROVED.format(path=path))
        chain = chain_in(archive, manifest, keys, path, tell)
        _require_empty(context, manifest)
        with keys_in_place(context, manifest, keys):
            _prepare(context, manifest)
            _load(context, archive, manifest, path, tell)
    migrate(context, restored=True)
    with context.transaction():
        record(context, "restore", clean_line(path.name), source)
    return report_of(manifest, chain, path.stat().st_size, proved=bool(proved))


def _is_proved(context: Context, archive: ZipFile, manifest: Manifest) -> bool | None:
    """Return whether the keys of this machine prove a backup, None if they are not there.

    Keys that the backup brings itself would prove nothing; other ones are in its way.
    """
    directory = context.store.key_directory
    try:
        if not digests_equal(key_digest(read_keyring(directory)), manifest.key_digest):
            return None
    except KeysMissing:
        return None
    try:
        return is_proved(archive, read_administration_key(directory))
    except KeysMissing:  # a machine that has the other keys, as a kiosk, can prove nothing
        return False


def _keys_of(context: Context, manifest: Manifest) -> Keyring:
    """Return the keys that belong to a backup."""
    directory = context.store.key_directory
    if manifest.keys and manifest.format >= PROVED_SINCE and ADMINISTRATION not in manifest.keys:
        raise BackupUnusable
    try:
        keys = keyring_of(manifest.keys) if manifest.keys else read_keyring(directory)
    except KeysMissing as error:
        if manifest.keys:
            raise BackupUnusable from error
        if any(path.exists() for path in key_paths(directory)):
            raise
        raise RestoreRefused(NO_KEYS.format(directory=directory)) from error
    if not digests_equal(key_digest(keys), manifest.key_digest):
        raise RestoreRefused(OTHER_KEYS)
    return keys


def _require_empty(context: Context, manifest: Manifest) -> None:
    """Refuse a database that holds anything, or whose tables are newer than the backup."""
    store, migrations = context.store, context.store.schema.migrations
    if not store.dialect.is_present():
        return
    if store.dialect.is_foreign(migrations.history):
        raise RestoreRefused(OTHER_TABLES)
    with store.connection(any_version=True):
        applied = migrations.applied(store.database)
        if not applied and table_shapes(store):
            raise RestoreRefused(OTHER_TABLES)
        if not applied:
            return
        if is_used():
            raise RestoreRefused
        if applied - set(manifest.migrations):
            raise RestoreRefused(NEWER_TABLES)


def _prepare(context: Context, manifest: Manifest) -> None:
    """Make the tables as the backup has them.

    A database that is prepared and unused knows the keys that it was prepared with: they are
    forgotten, those of the backup are already in their place.

    Raises:
        RestoreRefused: Another process has filled the database meanwhile, with other keys.
    """
    store = context.store
    if store.dialect.is_present():
        with store.transaction(any_version=True):
            if store.schema.migrations.applied(store.database) and not is_used():
                forget_keys(NAMES)
    try:
        migrate(context, target=max(manifest.migrations), restored=True)
    except WrongKeys as error:
        raise RestoreRefused from error


def _load(context: Context, archive: ZipFile, manifest: Manifest, path: Path, tell: Tell) -> None:
    """Fill the tables in one transaction."""
    store = context.store
    # The tables are those of the backup's version, perhaps older than the program's.
    with store.transaction(unlimited=True, any_version=True):
        shapes = {shape.name: shape for shape in table_shapes(store)}
        store.dialect.lock_tables(list(shapes))
        if is_used():
            raise RestoreRefused
        parts = {part.table: part for part in manifest.tables}
        for name in reversed(shapes):
            Table(name).bind(store.database).delete().execute()
        rows = Counted(tell, Stage.WRITING, sum(part.rows for part in manifest.tables))
        with store.dialect.checks_postponed("elector", "roll_entry"):
            for name, shape in shapes.items():
                part = parts[name]
                as_written = replace(shape, columns=part.columns)
                read = read_part(archive, part, path, rows.add)
                write_rows(store.dialect, as_written, read)
        tell(Progress(Stage.KEEPING, 0, 1))


def election_text_in(path: Path, key: BackupKey | None = None) -> str:
    """Return the text of the election file that a backup holds, empty if it holds none.

    Nothing proves it yet: what is restored with it is looked at by `restore`.

    Args:
        path: Of the backup.
        key: Opens it if it is sealed.

    Raises:
        BackupLocked: The key does not open it.
        BackupUnusable: The file cannot be read, or is no archive.
    """
    with opened_archive(path, key) as archive:
        return read_manifest(archive, path, ROLL_MIGRATIONS.known()).election


def tables_of(manifest: Manifest) -> dict[str, set[str]]:
    """Return the tables of a backup with their columns."""
    return {part.table: set(part.columns) for part in manifest.tables}


def tables_after(schema: Schema, migration: str) -> dict[str, set[str]]:
    """Return the tables with their columns as they are after a migration and those before it.

    They are found by running the migrations on an empty database.
    """
    scratch = SqliteDatabase(":memory:")
    with scratch.connection_context():
        schema.migrations.runner(scratch).up(migration)
        shapes = shapes_in(scratch, schema.table_names())
        return {shape.name: set(shape.columns) for shape in shapes}
