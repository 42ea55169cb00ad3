"""Several stores in one process: an urn apart from its roll, two elections side by side."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier

import pytest
from peewee import CharField, Model

from models import DatabaseTooNew, Election, Espace, WrongKeys
from models.archive.rows import table_shapes
from models.crypto.keys import Keyring
from models.migrations.state import ROLL_MIGRATIONS, Migrations
from models.storage.current import CurrentDatabase
from models.storage.schema import Schema
from models.storage.store import Store
from models.tables import kiosks
from models.tables.kiosks import Kiosk
from models.tables.roll import ROLL_SCHEMA, roll_tables
from tests.models.clocks import MORNING, HandClock
from tests.models.databases import Databases

URN = CurrentDatabase()
WAIT = 30

MIGRATION = """
from peewee import CharField, DatabaseProxy, Model

database = DatabaseProxy()


class Ballot(Model):
    choice = CharField()

    class Meta:
        database = database
        legacy_table_names = False


def up(migrator, target):
    database.initialize(target)
    target.create_tables([Ballot])
"""


class Ballot(Model):
    """A row of the urn."""

    choice = CharField()

    class Meta:
        """Read and write in the urn."""

        database = URN
        legacy_table_names = False


class Stop(Exception):
    """Ends a transaction."""


@pytest.fixture
def urn_schema(tmp_path: Path) -> Schema:
    """A store of one table, with one migration."""
    directory = tmp_path / "urn_migrations"
    directory.mkdir()
    (directory / "0001_urn.py").write_text(MIGRATION)
    return Schema(URN, lambda: [Ballot], Migrations(directory), lambda keys: True)


@pytest.fixture
def urn_election(databases: Databases, tmp_path: Path) -> Iterator[Election]:
    """A second database, without tables."""
    election = databases.empty(tmp_path / "urn")
    yield election
    databases.drop(election)


@pytest.fixture
def urn(urn_election: Election, urn_schema: Schema) -> Iterator[Store]:
    """A second store, ready."""
    store = Store(urn_election.database, urn_schema)
    with store.migrated() as names:
        assert names == ["0001_urn"]
    yield store
    store.close()


def kiosk(name: str) -> None:
    Kiosk.insert(name=name, seen_at=MORNING).execute()


def kiosk_names(espace: Espace) -> list[str]:
    with espace.context.connection():
        return [row.name for row in Kiosk.select()]


def choices(urn: Store) -> list[str]:
    with urn.connection():
        return [row.choice for row in Ballot.select()]


def test_each_store_has_its_own_tables(empty: Espace, urn: Store) -> None:
    with urn.connection():
        assert [shape.name for shape in table_shapes(urn)] == ["ballot"]
    with empty.context.connection():
        assert "ballot" not in {shape.name for shape in table_shapes(empty.context.store)}
        assert not empty.context.store.database.table_exists("ballot")


def test_a_transaction_in_another_is_undone_alone(empty: Espace, urn: Store) -> None:
    with empty.context.transaction():
        kiosk("hall")
        with suppress(Stop), urn.transaction():
            Ballot.insert(choice="lost").execute()
            raise Stop
        kiosk("library")
    assert kiosk_names(empty) == ["hall", "library"]
    assert choices(urn) == []


def test_a_transaction_is_kept_if_the_one_around_it_is_undone(empty: Espace, urn: Store) -> None:
    with suppress(Stop), empty.context.transaction():
        kiosk("hall")
        with urn.transaction():
            Ballot.insert(choice="kept").execute()
        raise Stop
    assert kiosk_names(empty) == []
    assert choices(urn) == ["kept"]


def test_the_first_store_may_be_asked_again_inside_the_second(empty: Espace, urn: Store) -> None:
    with empty.context.transaction():
        kiosk("hall")
        with urn.transaction():
            Ballot.insert(choice="kept").execute()
            assert kiosk_names(empty) == ["hall"]
            Ballot.insert(choice="kept as well").execute()
        kiosk("library")
    assert kiosk_names(empty) == ["hall", "library"]
    assert choices(urn) == ["kept", "kept as well"]


def test_the_migrations_of_one_store_are_not_asked_of_another(urn: Store) -> None:
    fresh = Store(urn.section, urn.schema)
    with fresh.connection():
        assert Ballot.select().count() == 0
    fresh.close()
    roll = Store(urn.section, Schema(URN, lambda: [Ballot], ROLL_MIGRATIONS, lambda keys: True))
    with pytest.raises(DatabaseTooNew), roll.connection():
        pass
    roll.close()


def test_each_store_is_told_by_itself_whether_keys_fit(
    empty: Espace, urn: Store, urn_schema: Schema
) -> None:
    def fit(keys: Keyring) -> bool:
        return not Ballot.select().exists()

    strict = Store(urn.section, Schema(URN, urn_schema.tables, urn_schema.migrations, fit))
    with urn.transaction():
        Ballot.insert(choice="kept").execute()
    with empty.context.connection(), pytest.raises(WrongKeys), strict.connection():
        pass
    strict.close()


def test_a_table_bound_to_another_store_is_not_the_roll_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever module of the tables it is in: backups and the purge leave it alone."""
    monkeypatch.setattr(Ballot, "__module__", kiosks.__name__)
    monkeypatch.setattr(kiosks, "Ballot", Ballot, raising=False)
    assert Ballot not in roll_tables()
    assert Kiosk in roll_tables()
    assert "ballot" not in ROLL_SCHEMA.table_names()


@pytest.fixture
def other(databases: Databases, tmp_path: Path) -> Iterator[Espace]:
    """A second election, without anybody on its roll."""
    election = databases.empty(tmp_path / "other")
    opened = Espace(election, HandClock())
    opened.administration.migrate()
    yield opened
    opened.close()
    databases.drop(election)


def test_two_elections_open_inside_one_another_see_their_own(empty: Espace, other: Espace) -> None:
    with empty.context.transaction():
        kiosk("hall")
        with other.context.transaction():
            assert not Kiosk.select().exists()
            kiosk("library")
        assert [row.name for row in Kiosk.select()] == ["hall"]
    assert (kiosk_names(empty), kiosk_names(other)) == (["hall"], ["library"])


def test_two_elections_open_in_two_threads_see_their_own(empty: Espace, other: Espace) -> None:
    together = Barrier(2, timeout=WAIT)

    def visit(espace: Espace, name: str) -> list[str]:
        with espace.context.transaction():
            together.wait()  # both have their database open
            kiosk(name)
            together.wait()  # both have written
            found = [row.name for row in Kiosk.select()]
            together.wait()
        return found

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(visit, empty, "hall")
        second = pool.submit(visit, other, "library")
        assert (first.result(WAIT), second.result(WAIT)) == (["hall"], ["library"])
    assert (kiosk_names(empty), kiosk_names(other)) == (["hall"], ["library"])
