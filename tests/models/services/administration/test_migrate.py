"""Preparing a database."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
from peewee import Table

from models import (
    DatabaseSetBack,
    DatabaseTooNew,
    Election,
    Espace,
    KeysMissing,
    MigrationsPending,
    NotASandbox,
    SystemClock,
)
from models.migrations.state import ROLL_MIGRATIONS
from models.storage.store import sqlite_path
from tests.models.processes.orders import MIGRATE, Order, Visit
from tests.models.steps import open_box


def history(espace: Espace) -> Table:
    return Table(ROLL_MIGRATIONS.history).bind(espace.context.store.database)


def test_an_empty_database_gets_every_migration_once(empty_election: Election) -> None:
    espace = Espace(empty_election, SystemClock())
    assert espace.administration.migrate() == sorted(ROLL_MIGRATIONS.known())
    assert espace.administration.migrate() == []
    assert espace.administration.verify_audit().events == 0
    espace.close()


def test_before_it_every_service_refuses_and_names_the_command(
    empty_election: Election,
) -> None:
    espace = Espace(empty_election, SystemClock())
    espace.administration.migrate()
    newest = max(ROLL_MIGRATIONS.known())
    with espace.context.transaction():
        had = history(espace)
        had.delete().where(had.c.name == newest).execute()
    espace.close()
    fresh = Espace(empty_election, SystemClock())
    with pytest.raises(MigrationsPending, match="espace-electeur admin migrate"):
        fresh.administration.verify_audit()
    fresh.close()


def test_a_database_that_was_emptied_is_not_taken_for_a_new_one(file_espace: Espace) -> None:
    """Its file was cut to nothing or replaced; its keys tell that there was one."""
    file_espace.close()
    path = sqlite_path(file_espace.election.database)
    assert path is not None
    for place in path.parent.glob(f"{path.name}-*"):
        place.unlink()
    path.write_bytes(b"")
    fresh = Espace(file_espace.election, SystemClock())
    for call in (fresh.administration.verify_audit, fresh.administration.migrate):
        with pytest.raises(DatabaseSetBack, match="espace-electeur admin restore"):
            call()
    fresh.close()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_database_of_a_later_version_is_left_alone(empty_election: Election) -> None:
    espace = Espace(empty_election, SystemClock())
    espace.administration.migrate()
    with espace.context.transaction():
        history(espace).insert(name="9999_later", applied="2026-01-01").execute()
    espace.close()
    fresh = Espace(empty_election, SystemClock())
    with pytest.raises(DatabaseTooNew, match="version plus récente"):
        fresh.administration.verify_audit()
    with pytest.raises(DatabaseTooNew):
        fresh.administration.migrate()
    fresh.close()


def test_a_demonstration_is_never_made_on_a_database_that_exists(
    empty_election: Election,
) -> None:
    espace = Espace(empty_election, SystemClock())
    espace.administration.migrate()
    with pytest.raises(NotASandbox):
        espace.administration.migrate(sandbox=True)
    with pytest.raises(NotASandbox):
        espace.administration.fill_sandbox()
    espace.close()


def test_a_sandbox_stays_one(election: Election) -> None:
    espace = Espace(election, SystemClock())
    assert espace.administration.migrate() == []
    with pytest.raises(NotASandbox):
        espace.administration.migrate(sandbox=True)
    espace.close()


def test_a_database_without_its_keys_is_not_given_new_ones(election: Election) -> None:
    keys = election.database.keys
    assert keys
    shutil.rmtree(keys)
    espace = Espace(election, SystemClock())
    with pytest.raises(KeysMissing, match="keys"):
        espace.administration.migrate()
    with pytest.raises(KeysMissing):
        open_box(espace, "fdupont")
    assert not list(keys.glob("*.key"))
    espace.close()


def test_several_runners_at_once_migrate_once(empty_election: Election) -> None:
    runners = 8
    outcomes = Order.of(empty_election, [Visit(MIGRATE)] * runners).run("crowd")
    assert sorted(outcomes) == ["0 applied"] * (runners - 1) + [
        f"{len(ROLL_MIGRATIONS.known())} applied"
    ]
