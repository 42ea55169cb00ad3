"""Putting a backup into an empty database: whole, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect
from zipfile import BadZipFile, ZipFile

from peewee import PostgresqlDatabase, Table

from models.administration_refusals import BackupUnusable, RestoreRefused
from models.administration_views import BackupReport
from models.archive.expected_tables import tables_after
from models.archive.manifest import NO_BACKUP, Manifest, read_manifest
from models.archive.parts import read_part
from models.archive.rows import table_shapes, write_rows
from models.context import Context
from models.crypto.digests import same
from models.crypto.keys import (
    Keyring,
    key_digest,
    key_paths,
    keyring_of,
    read_keyring,
)
from models.database import database_errors, keys_directory, lift_limits, sqlite_path
from models.errors import KeysMissing
from models.migrations.state import HISTORY, applied_migrations, known_migrations
from models.rules.text import clean_line
from models.services.audit_trail import record
from models.services.backup_election import chain_in, report_of
from models.services.migrate import Migrate
from models.services.restored_keys import is_used, keys_in_place
from models.services.use_case import UseCase
from models.tables.base import database

OTHER_KEYS = (
    "Les clés de cette sauvegarde ne sont pas celles du dossier « keys » : rien n'a été restauré. "
    "Remettez d'abord à sa place le dossier « keys » de la base sauvegardée."
)
OTHER_TABLES = (
    "Cette base contient déjà des tables d'un autre programme : rien n'a été restauré. Restaurez "
    "dans une base neuve, en changeant « url » dans [database]."
)
NOT_THERE = "Le fichier {path} est introuvable : rien n'a été restauré. Vérifiez son chemin."
NOT_READABLE = (
    "Le fichier {path} ne peut pas être lu : rien n'a été restauré. Vérifiez que c'est un fichier, "
    "et vos droits de le lire."
)
NO_KEYS = (
    "Cette sauvegarde ne contient pas ses clés : rien n'a été restauré. Remettez d'abord à sa "
    "place ({directory}) le dossier « keys » de la base sauvegardée."
)
NEWER_TABLES = (
    "Cette sauvegarde est d'une version plus ancienne que les tables de cette base : rien n'a été "
    "restauré. Restaurez dans une base sans tables, en changeant « url » dans [database]."
)


class RestoreElection(UseCase):
    """Fills an empty database, SQLite or PostgreSQL, wherever the backup was made."""

    def __call__(self, path: Path, *, source: str) -> BackupReport:
        """Return what was restored; the backup is read as a whole before anything is written.

        Args:
            path: A file that `backup_election` has written.
            source: Who asked for it, for the audit trail.

        Raises:
            BackupUnusable: It is no whole backup of a known version.
            RestoreRefused: The database is not empty, or its keys are others.
        """
        context = self.context
        with opened_archive(path) as archive:
            manifest = read_manifest(archive, path, known_migrations())
            if tables_of(manifest) != tables_after(max(manifest.migrations)):
                raise BackupUnusable(NO_BACKUP.format(path=path))
            keys = self._keys_of(manifest)
            chain = chain_in(archive, manifest, keys, path)
            self._require_empty(manifest)
            with keys_in_place(context, manifest, keys):
                Migrate(context)(target=max(manifest.migrations))
                self._load(archive, manifest, path)
        Migrate(context)()
        with context.transaction():
            record(context, "restore", clean_line(path.name), source)
        return report_of(manifest, chain, path.stat().st_size)

    def _keys_of(self, manifest: Manifest) -> Keyring:
        """Return the keys that belong to a backup."""
        directory = keys_directory(self.context.election.database)
        try:
            keys = keyring_of(manifest.keys) if manifest.keys else read_keyring(directory)
        except KeysMissing as error:
            if manifest.keys:
                raise BackupUnusable from error
            if any(path.exists() for path in key_paths(directory)):
                raise
            raise RestoreRefused(NO_KEYS.format(directory=directory)) from error
        if not same(key_digest(keys), manifest.key_digest):
            raise RestoreRefused(OTHER_KEYS)
        return keys

    def _require_empty(self, manifest: Manifest) -> None:
        """Refuse a database that holds anything, or whose tables are newer than the backup."""
        context = self.context
        path = sqlite_path(context.election.database)
        if path is not None and not path.exists():
            return
        if path is not None and not _is_of_this_program(path):
            raise RestoreRefused(OTHER_TABLES)
        with database_errors(), context.database.connection_context():
            applied = applied_migrations(context.database)
            if not applied and table_shapes(context.database):
                raise RestoreRefused(OTHER_TABLES)
            if not applied:
                return
            if is_used():
                raise RestoreRefused
            if applied - set(manifest.migrations):
                raise RestoreRefused(NEWER_TABLES)

    def _load(self, archive: ZipFile, manifest: Manifest, path: Path) -> None:
        """Fill the tables in one transaction."""
        context = self.context
        with _transaction_at_the_backup_s_version(context):
            shapes = {shape.name: shape for shape in table_shapes(context.database)}
            if isinstance(context.database, PostgresqlDatabase):
                names = ", ".join(f'"{name}"' for name in shapes)
                database.execute_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
            if is_used():
                raise RestoreRefused
            parts = {part.table: part for part in manifest.tables}
            for name in reversed(shapes):
                Table(name).bind(context.database).delete().execute()
            for name, shape in shapes.items():
                part = parts[name]
                ordered = type(shape)(name, part.columns, shape.key)
                write_rows(context.database, ordered, read_part(archive, part, path))


@contextmanager
def opened_archive(path: Path) -> Iterator[ZipFile]:
    """Hold a backup open.

    Raises:
        BackupUnusable: The file cannot be read, or is no archive.
    """
    if not path.exists():
        raise BackupUnusable(NOT_THERE.format(path=path))
    if not path.is_file():  # a pipe would be waited for
        raise BackupUnusable(NOT_READABLE.format(path=path))
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise BackupUnusable(NOT_READABLE.format(path=path)) from error
    except (BadZipFile, ValueError) as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error
    with archive:
        yield archive


def tables_of(manifest: Manifest) -> dict[str, set[str]]:
    """Return the tables of a backup with their columns."""
    return {part.table: set(part.columns) for part in manifest.tables}


def _is_of_this_program(path: Path) -> bool:
    """Return whether a SQLite file is empty or ours, without changing a bit of it."""
    with (
        database_errors(),
        closing(connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file,
    ):
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
    return not names or HISTORY in names


@contextmanager
def _transaction_at_the_backup_s_version(context: Context) -> Iterator[None]:
    """Hold a transaction on tables that may be older than the program."""
    with (
        database_errors(),
        context.database.connection_context(),
        context.database.atomic(),
    ):
        lift_limits(context.database)
        yield
