"""A restoration brings its keys, and overwrites no other's."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from models import Election, Espace, KeysMissing
from models.context import Context
from models.crypto.keys import key_files, make_missing_keys
from models.errors import BackupUnusable, RestoreRefused
from models.services.administration.migration import migrate
from models.storage.store import keys_directory, sqlite_path
from models.tables.electors import Elector
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases, SqliteDatabases, fill
from tests.models.services.administration.test_backup_faults import run
from tests.models.services.administration.test_damaged_backup import with_manifest
from tests.models.steps import PASSWORD, SOURCE, activate, sign_in


def backup_of(election: Election, path: Path) -> Path:
    """Return a backup with its keys."""
    espace = Espace(election, HandClock())
    activate(espace, "fdupont")
    espace.administration.back_up(path, with_keys=True, source=SOURCE)
    espace.close()
    return path


def restore(election: Election, path: Path) -> None:
    espace = Espace(election, HandClock())
    try:
        espace.administration.restore(path, source=SOURCE)
    finally:
        espace.close()


def test_keys_that_another_election_uses_are_left_alone(saved: Path, elsewhere: Election) -> None:
    directory = keys_directory(elsewhere.database)
    make_missing_keys(directory)
    before = key_files(directory)
    with pytest.raises(RestoreRefused, match="autre dossier par « keys »") as refusal:
        restore(elsewhere, saved)
    assert str(directory) in refusal.value.text
    assert key_files(directory) == before
    for key in directory.glob("*.key"):
        key.unlink()
    restore(elsewhere, saved)
    assert key_files(directory) != before


def test_a_lone_key_of_others_is_left_alone_and_no_other_comes_beside_it(
    saved: Path, elsewhere: Election
) -> None:
    directory = keys_directory(elsewhere.database)
    make_missing_keys(directory, ("pseudonyms",))
    with pytest.raises(RestoreRefused, match="autres clés"):
        restore(elsewhere, saved)
    assert [key.name for key in directory.glob("*.key")] == ["pseudonyms.key"]


def test_of_two_restorations_at_once_the_refused_one_leaves_no_keys(
    saved: Path,
    sqlite: SqliteDatabases,
    postgresql: PostgresqlDatabases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two machines, one database server, two backups, two directories of keys."""
    for name in ("one", "two", "target"):
        (tmp_path / name).mkdir()
    source = sqlite.empty(tmp_path / "one")
    fill(source)
    other = backup_of(source, tmp_path / "other.zip")
    first = postgresql.empty(tmp_path / "target")
    section = first.database.changed(keys=tmp_path / "two" / "keys")
    second = first.changed(database=section)

    def migrate_after_another(context: Context, **options: Any) -> list[str]:
        done = run("restore", first, saved, 0)
        assert done.returncode == 0, done.stderr
        return migrate(context, **options)

    monkeypatch.setattr("models.services.administration.restoration.migrate", migrate_after_another)
    with pytest.raises(RestoreRefused):
        restore(second, other)
    assert not list((tmp_path / "two").rglob("*.key"))
    espace = Espace(first, HandClock())
    assert sign_in(espace, "fdupont", PASSWORD).account_version == 1
    espace.close()
    postgresql.drop(first)


def test_a_load_that_is_refused_takes_its_keys_away(
    saved: Path, elsewhere: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise BackupUnusable

    with monkeypatch.context() as broken:
        broken.setattr("models.services.administration.restoration.write_rows", refuse)
        with pytest.raises(BackupUnusable):
            restore(elsewhere, saved)
    assert not list(keys_directory(elsewhere.database).glob("*.key"))
    restore(elsewhere, saved)


def no_migration(told: dict[str, Any]) -> None:
    told["migrations"] = []


def fewer_migrations(told: dict[str, Any]) -> None:
    told["migrations"] = told["migrations"][:1]


def a_gap(told: dict[str, Any]) -> None:
    del told["migrations"][1]


def a_table_twice(told: dict[str, Any]) -> None:
    told["tables"].append(told["tables"][0])


@pytest.mark.parametrize("damage", [no_migration, fewer_migrations, a_gap, a_table_twice])
def test_a_manifest_that_contradicts_itself_is_refused_before_anything_is_made(
    saved: Path, elsewhere: Election, damage: Callable[[dict[str, Any]], None]
) -> None:
    with_manifest(saved, damage)
    with pytest.raises(BackupUnusable, match="sauvegarde entière"):
        restore(elsewhere, saved)
    assert not keys_directory(elsewhere.database).exists()


def test_a_backup_that_is_not_there_or_no_file_is_told_as_such(
    elsewhere: Election, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, told in {"nowhere": "introuvable", "pipe": "lu", "ailleurs": "lu"}.items():
        with pytest.raises(BackupUnusable, match=told):
            restore(elsewhere, tmp_path / name)


def test_a_file_of_another_program_is_not_touched(
    saved: Path, sqlite: SqliteDatabases, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    target = sqlite.empty(tmp_path / "other")
    path = sqlite_path(target.database)
    assert path is not None
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE paie (nom TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RestoreRefused, match="autre programme"):
        restore(target, saved)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_tables_of_others_on_a_server_are_neither_taken_nor_in_the_way(
    postgresql: PostgresqlDatabases, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    elections = [postgresql.filled(tmp_path / "one"), postgresql.empty(tmp_path / "two")]
    for election in elections:
        with psycopg.connect(election.database.url or "") as connection:
            connection.execute("CREATE TABLE paie (nom text)")
            connection.execute("INSERT INTO paie VALUES ('Durand')")
    restore(elections[1], backup_of(elections[0], tmp_path / "one.zip"))
    with psycopg.connect(elections[1].database.url or "") as connection:
        assert connection.execute("SELECT nom FROM paie").fetchall() == [("Durand",)]
    espace = Espace(elections[1], HandClock())
    with espace.context.connection():
        assert Elector.select().count() == 6
    espace.close()
    for election in elections:
        postgresql.drop(election)


def test_a_key_that_cannot_be_read_is_named(espace: Espace) -> None:
    key = keys_directory(espace.election.database) / "mail.key"
    key.unlink()
    key.mkdir()
    with pytest.raises(KeysMissing, match="ne peut pas être lu") as missing:
        espace.verify()
    assert str(key) in missing.value.text
