"""Putting a backup into an empty database: whole, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from peewee import PostgresqlDatabase, Table

from models.administration_refusals import BackupUnusable, RestoreRefused
from models.administration_views import BackupReport
from models.archive.manifest import NO_BACKUP, Manifest, read_manifest
from models.archive.parts import read_part
from models.archive.rows import table_shapes, write_rows
from models.context import Context
from models.crypto.digests import same
from models.crypto.keys import Keyring, key_digest, keyring_of, read_keyring, replace_keys
from models.database import database_errors, keys_directory, lift_limits, sqlite_path
from models.errors import KeysMissing
from models.migrations.state import applied_migrations, known_migrations
from models.rules.text import clean_line
from models.services.audit_trail import record
from models.services.backup_election import chain_in, report_of
from models.services.migrate import Migrate
from models.services.use_case import UseCase
from models.tables.audit import AuditHead
from models.tables.base import database
from models.tables.electors import Elector

OTHER_KEYS = (
    "Les clés de cette sauvegarde ne sont pas celles du dossier « keys » : rien n'a été restauré. "
    "Remettez d'abord à sa place le dossier « keys » de la base sauvegardée."
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
            keys = self._keys_of(manifest)
            chain = chain_in(archive, manifest, keys, path)
            self._require_empty(manifest)
            if manifest.keys:
                replace_keys(keys_directory(context.election.database), manifest.keys)
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
        with database_errors(), context.database.connection_context():
            applied = applied_migrations(context.database)
            if not applied:
                return
            if _is_used():
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
            if _is_used():
                raise RestoreRefused
            parts = {part.table: part for part in manifest.tables}
            if set(parts) != set(shapes):
                raise BackupUnusable(NO_BACKUP.format(path=path))
            for name in reversed(shapes):
                Table(name).bind(context.database).delete().execute()
            for name, shape in shapes.items():
                part = parts[name]
                if set(part.columns) != set(shape.columns):
                    raise BackupUnusable(NO_BACKUP.format(path=path))
                ordered = type(shape)(name, part.columns, shape.key)
                write_rows(context.database, ordered, read_part(archive, part, path))


@contextmanager
def opened_archive(path: Path) -> Iterator[ZipFile]:
    """Hold a backup open.

    Raises:
        BackupUnusable: The file cannot be read, or is no archive.
    """
    try:
        archive = ZipFile(path)
    except (OSError, BadZipFile, ValueError) as error:
        raise BackupUnusable(NO_BACKUP.format(path=path)) from error
    with archive:
        yield archive


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


def _is_used() -> bool:
    """Return whether anything was done in this database, inside a connection."""
    return AuditHead.get().sequence > 0 or Elector.select().exists()
