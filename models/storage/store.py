"""A store of an election: one database with its tables, held open as long as the election is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import Database

from models.crypto.keys import (
    Keyring,
    is_bound,
    make_missing_keys,
    read_administration_key,
    read_keyring,
    subkey,
)
from models.errors import (
    DatabaseSetBack,
    KeysMissing,
    MigrationsPending,
    NotASandbox,
    WrongKeys,
)
from models.settings.database import DatabaseSection
from models.storage.dialect import Dialect
from models.storage.faults import database_errors
from models.storage.schema import Schema

if TYPE_CHECKING:
    from models.crypto.sealing import Seal

EMPTIED = (
    "La base de données est vide, alors que ses clés ont déjà servi : son fichier a été remplacé "
    "ou coupé. Rien n'a été fait. Restaurez une sauvegarde par « espace-electeur admin restore » ; "
    "pour une élection neuve, donnez-lui un autre dossier de clés ([database] « keys »)."
)


def sqlite_path(section: DatabaseSection) -> Path | None:
    """Return the file of a SQLite database, None for another database."""
    if section.url is None:
        return user_data_directory() / "election.sqlite"
    if not section.url.startswith("sqlite:"):
        return None
    return Path(section.url.split("?")[0].removeprefix("sqlite:///"))


def keys_directory(section: DatabaseSection) -> Path:
    """Return where the key files of a database are."""
    if section.keys is not None:
        return section.keys
    path = sqlite_path(section)
    return (path.parent if path is not None else user_data_directory()) / "keys"


def user_data_directory() -> Path:
    """Return the user's data directory for this program."""
    from platformdirs import user_data_path

    return user_data_path("espace-electeur", appauthor=False)


class Store:
    """A database with its tables and its keys, and what was checked of them once.

    A call may hold several stores, one inside the other: each has its own connection
    and its own transaction.

    Attributes:
        section: Where it is and how long it is waited for.
        schema: What is in it.
        dialect: What differs between kinds of databases.
        key_directory: Where the key files are that belong to it.
    """

    def __init__(self, section: DatabaseSection, schema: Schema) -> None:
        """Take where the database is and what is in it; nothing is opened yet.

        Raises:
            DatabaseUnavailable: The driver of a PostgreSQL server is missing.
        """
        self.section = section
        self.schema = schema
        self.dialect = dialect_of(section)
        self.key_directory: Path = keys_directory(section)
        self._keys_checked = False
        self._version_checked = False

    @cached_property
    def keys(self) -> Keyring:
        """The keys beside the database.

        Raises:
            KeysMissing: A key file is missing.
        """
        return read_keyring(self.key_directory)

    @cached_property
    def seal(self) -> Seal:
        """Seals texts at rest.

        Raises:
            KeysMissing: A key file is missing.
        """
        from models.crypto.sealing import Seal

        return Seal(subkey(self.keys.mail, "texts"))

    @cached_property
    def administration_key(self) -> bytes:
        """The key of the administrator's commands, 32 bytes.

        Raises:
            KeysMissing: Its file is missing.
        """
        return read_administration_key(self.key_directory)

    @cached_property
    def hash_seal(self) -> Seal:
        """Seals password hashes.

        Raises:
            KeysMissing: A key file is missing.
        """
        from models.crypto.sealing import Seal

        return Seal(subkey(self.keys.codes, "password_hashes"))

    @property
    def database(self) -> Database:
        """Peewee's database, for transactions inside a connection."""
        return self.dialect.database

    @contextmanager
    def connection(
        self, *, unlimited: bool = False, any_version: bool = False, any_keys: bool = False
    ) -> Iterator[None]:
        """Hold a connection, closed or returned to the pool on the way out.

        Args:
            unlimited: Let statements last as long as they need: for what the
                administrator starts, never for a visit.
            any_version: Accept tables that are older or newer than the program, and
                any keys: for migrations and restorations.
            any_keys: Accept the keys of another database: for what only looks.

        Raises:
            WrongKeys: The keys are those of another database.
            Unavailable: The database is unavailable, busy, full, too old or too new.
        """
        with database_errors():
            self.dialect.require_present()
            with self.schema.current.using(self.database), self.database.connection_context():
                self.dialect.keep_open()
                if unlimited:
                    self.dialect.lift_limits()
                if not any_version:
                    self._check_version()
                    if not any_keys:
                        self._check_keys()
                yield

    @contextmanager
    def transaction(self, *, unlimited: bool = False, any_version: bool = False) -> Iterator[None]:
        """Hold a connection and a transaction: all of it is kept, or nothing.

        Args:
            unlimited: As for `connection`.
            any_version: As for `connection`.

        Raises:
            Unavailable: As for `connection`.
        """
        with (
            self.connection(unlimited=unlimited, any_version=any_version),
            self.database.atomic(),
        ):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Hold a connection that sees the database as it is now, whatever is written meanwhile.

        Raises:
            Unavailable: As for `connection`.
        """
        with self.connection(unlimited=True), self.dialect.snapshot():
            yield

    @contextmanager
    def migrated(
        self, *, must_be_new: bool = False, may_be_emptied: bool = False, target: str | None = None
    ) -> Iterator[list[str]]:
        """Apply the pending migrations, and hold the connection that has done so.

        Two runners at once would crash: each waits for the others, on any machine.

        Args:
            must_be_new: Refuse a database that has tables already.
            may_be_emptied: Accept one without tables whose keys have served: a backup follows.
            target: The last migration to apply; None for all.

        Yields:
            The names of the migrations that were applied, oldest first.

        Raises:
            NotASandbox: The database has tables already, and must not.
            DatabaseTooNew: It comes from a later version.
            KeysMissing: It has tables, and its keys are not there.
            WrongKeys: It has tables, and the keys are another database's.
            DatabaseSetBack: It has no tables, and its keys have served.
        """
        migrations = self.schema.migrations
        with database_errors(), self.dialect.alone():
            self.dialect.prepare()
            with self.connection(any_version=True):
                applied = migrations.applied(self.database)
                migrations.require_known(applied)
                if applied and must_be_new:
                    raise NotASandbox
                if applied:
                    self._require_fitting(read_keyring(self.key_directory))
                else:
                    if not may_be_emptied:
                        self._require_not_emptied()
                    make_missing_keys(self.key_directory)
                names: list[str] = migrations.runner(self.database).up(target)
                if target is None:
                    migrations.check(self.database)
                yield names

    def close(self) -> None:
        """Close the files and connections; it may be used again."""
        self.dialect.close()

    def _check_version(self) -> None:
        if not self._version_checked:
            try:
                self.schema.migrations.check(self.database)
            except MigrationsPending:
                self._require_not_emptied()
                raise
            self._version_checked = True

    def _require_not_emptied(self) -> None:
        """Refuse a file without tables whose keys have served: it was replaced or cut.

        A server's database is made empty by its administrator, for keys that `admin init` made.
        """
        applied = self.schema.migrations.applied(self.database)
        if self.dialect.files() and not applied and is_bound(self.key_directory):
            raise DatabaseSetBack(EMPTIED)

    def _check_keys(self) -> None:
        """Raise WrongKeys for another database's keys; missing keys fail at their first use."""
        if self._keys_checked:
            return
        try:
            keys = self.keys
        except KeysMissing:
            return
        self._require_fitting(keys)
        self._keys_checked = True

    def _require_fitting(self, keys: Keyring) -> None:
        if not self.schema.keys_fit(keys):
            raise WrongKeys


def dialect_of(section: DatabaseSection) -> Dialect:
    """Return the dialect of a section's database; nothing is opened yet.

    Raises:
        DatabaseUnavailable: The driver of a PostgreSQL server is missing.
    """
    path = sqlite_path(section)
    if path is not None:
        from models.storage.sqlite import SqliteDialect

        return SqliteDialect(path, keys_directory(section))
    from models.storage.postgresql import PostgresqlDialect

    return PostgresqlDialect(section)
