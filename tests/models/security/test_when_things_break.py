"""« Quand quelque chose casse » of docs/securite.md: nothing is half done, and it is said."""

from __future__ import annotations

import errno
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import peewee
import psycopg
import pytest

from models import (
    DatabaseBusy,
    DatabaseUnavailable,
    DiskFull,
    Election,
    Espace,
    KeysMissing,
    MigrationsPending,
    SignInRefused,
    Unavailable,
)
from models.crypto.bound_hashes import Owner
from models.services.accounts.confirmation import activate
from models.services.accounts.requests import requests_of
from models.services.shared.people import held_holder
from models.storage.faults import database_errors
from models.tables.accounts import VoterAccount
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases, SqliteDatabases, election_on
from tests.models.postgresql.watching import limited, wait_until
from tests.models.processes.orders import CREATE, Order, Visit
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    account_of,
    create,
    election_mail,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont").address


def sqlite_file(espace: Espace) -> Path:
    return Path((espace.election.database.url or "").removeprefix("sqlite:///"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a locked database be given up after a moment rather than five seconds."""
    monkeypatch.setattr("models.storage.sqlite.BUSY_TIMEOUT", 0.1)
    monkeypatch.setattr("models.storage.postgresql.LOCK_WAIT", 0.1)


def test_a_locked_file_is_said_to_be_busy(
    impatient: None, sqlite: SqliteDatabases, tmp_path: Path, clock: HandClock
) -> None:
    """Database locked: nothing half done, the screen says in one sentence what to do."""
    espace = Espace(sqlite.filled(tmp_path), clock)
    create(espace, sample("jmartin1").address)
    holder = sqlite3.connect(sqlite_file(espace), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy, match="recommencez dans un instant"):
        create(espace, FDUPONT)
    holder.close()
    assert create(espace, FDUPONT).tries_left == 5
    espace.close()


def test_a_locked_row_is_said_to_be_busy(
    impatient: None, postgresql: PostgresqlDatabases, tmp_path: Path, clock: HandClock
) -> None:
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)
    with psycopg.connect(election.database.url or "") as holder:
        holder.execute("LOCK TABLE audit_head IN EXCLUSIVE MODE")
        with pytest.raises(DatabaseBusy):
            create(espace, FDUPONT)
        holder.rollback()
    assert account_of(espace, FDUPONT) is None
    assert create(espace, FDUPONT).tries_left == 5
    espace.close()
    postgresql.drop(election)


def test_a_file_that_is_gone_is_said_to_be_away(file_espace: Espace) -> None:
    sqlite_file(file_espace).unlink()
    with pytest.raises(DatabaseUnavailable, match="momentanément indisponible"):
        sign_in(file_espace, "kbenali", "Pastel9Cassoulet")


def test_a_file_that_is_no_database_is_said_to_be_away(tmp_path: Path) -> None:
    path = tmp_path / "election.sqlite"
    path.write_bytes(b"x" * 8192)
    espace = Espace(election_on(f"sqlite:///{path}", tmp_path / "keys"), HandClock())
    for act in (espace.administration.verify_audit, espace.administration.migrate):
        with pytest.raises(DatabaseUnavailable):
            act()
    espace.close()
    assert path.read_bytes() == b"x" * 8192


def test_a_place_that_cannot_be_made_is_said_to_be_away(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite:///{tmp_path / 'file' / 'election.sqlite'}"
    espace = Espace(election_on(url, tmp_path / "file" / "keys"), HandClock())
    for act in (espace.administration.migrate, espace.administration.verify_audit):
        with pytest.raises(DatabaseUnavailable):
            act()


@pytest.mark.parametrize(
    "url", ["postgresql://postgres@/vote?host=/nowhere", "postgresql://postgres@127.0.0.1:1/vote"]
)
def test_a_server_that_does_not_answer_is_said_to_be_away(tmp_path: Path, url: str) -> None:
    espace = Espace(election_on(url, tmp_path / "keys"), HandClock())
    with pytest.raises(DatabaseUnavailable):
        espace.administration.verify_audit()
    with pytest.raises(DatabaseUnavailable):
        espace.administration.migrate()


def test_a_connection_lost_on_the_way_is_said_to_be_away_and_the_next_is_good(
    postgresql: PostgresqlDatabases, tmp_path: Path, clock: HandClock
) -> None:
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)
    with pytest.raises(DatabaseUnavailable):
        lose_connection(espace)
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.user_name == "kbenali"
    espace.close()
    postgresql.drop(election)


def lose_connection(espace: Espace) -> None:
    """Let the server end every connection in the middle of a transaction."""
    with espace.context.transaction():
        VoterAccount.update(state="disabled").execute()
        with psycopg.connect(espace.election.database.url or "", autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        VoterAccount.select().count()


def test_an_empty_database_asks_for_its_migrations(file_espace: Espace, tmp_path: Path) -> None:
    path = tmp_path / "vide.sqlite"
    path.touch()
    espace = Espace(election_on(f"sqlite:///{path}", tmp_path / "keys"), HandClock())
    with pytest.raises(MigrationsPending, match="admin migrate"):
        espace.verify()
    espace.close()


def test_keys_that_are_gone_are_told_at_once(espace: Espace) -> None:
    assert espace.verify() is espace
    espace.close()
    keys = espace.election.database.keys
    assert keys
    (keys / "mail.key").unlink()
    fresh = Espace(espace.election, espace.clock)
    with pytest.raises(KeysMissing, match="dossier « keys »"):
        fresh.verify()
    fresh.close()


def test_a_full_database_writes_all_or_nothing(file_espace: Espace) -> None:
    """Disk full: nothing half done."""
    espace = file_espace
    database = espace.context.store.database
    assert isinstance(database, peewee.SqliteDatabase)
    with espace.context.connection():
        pages = database.pragma("page_count")
        database.pragma("max_page_count", pages, permanent=True)
    with pytest.raises(DiskFull, match="prévenez l'assistance"):
        create_one_after_the_other(espace)
    with espace.context.connection():
        database.pragma("max_page_count", pages + 1_000, permanent=True)
    assert account_of(espace, FDUPONT) is None
    assert espace.administration.verify_audit().first_fault is None
    assert create(espace, FDUPONT).tries_left == 5


def create_one_after_the_other(espace: Espace) -> None:
    """Create accounts until something is raised."""
    for number in range(1_000):
        create(espace, f"personne{number}@ac-toulouse.fr")


def test_a_write_cut_short_by_the_machine_is_a_full_disk(file_espace: Espace) -> None:
    file_espace.close()
    order = Order.of(file_espace.election, [Visit(CREATE, FDUPONT)])
    assert order.run("limited") == ["DiskFull"]
    assert account_of(file_espace, FDUPONT) is None
    assert create(file_espace, FDUPONT).tries_left == 5


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (peewee.OperationalError("database is locked"), DatabaseBusy),
        (peewee.OperationalError("sorry, too many clients already"), DatabaseBusy),
        (peewee.OperationalError(psycopg.errors.DeadlockDetected("x"), "x"), DatabaseBusy),
        (peewee.OperationalError(psycopg.errors.DiskFull("x"), "x"), DiskFull),
        (peewee.OperationalError("unable to open database file"), DatabaseUnavailable),
        (peewee.OperationalError(), DatabaseUnavailable),
        (peewee.InterfaceError("connection already closed"), DatabaseUnavailable),
        (peewee.DatabaseError("database disk image is malformed"), DatabaseUnavailable),
        (sqlite3.OperationalError("database is locked"), DatabaseBusy),
        (OSError(errno.ENOSPC, "no space"), DiskFull),
        (PermissionError("no"), DatabaseUnavailable),
    ],
)
def test_what_a_driver_says_becomes_what_a_person_reads(
    raised: Exception, told: type[Unavailable]
) -> None:
    with pytest.raises(told) as caught, database_errors():
        raise raised
    assert type(caught.value) is told


def test_a_fault_of_the_program_is_not_hidden() -> None:
    with pytest.raises(peewee.IntegrityError), database_errors():
        raise peewee.IntegrityError("UNIQUE constraint failed")


def test_whoever_confirms_first_keeps_the_account(
    postgresql: PostgresqlDatabases,
    tmp_path: Path,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A person creates the account again at the very moment of its confirmation."""
    monkeypatch.setattr("models.storage.postgresql.LOCK_WAIT", 60)  # as long as it takes to commit
    election = postgresql.filled(tmp_path)
    espace = Espace(limited(election, statement_seconds=60), clock)
    create(espace, FDUPONT)
    clock.pass_by(minutes=1)
    with ThreadPoolExecutor(1) as pool, espace.context.transaction():
        account = held_holder(espace.context, FDUPONT).account
        assert account, "no account"
        (request,) = requests_of(account)
        asked, owner = Owner.request(request.reference), Owner.voter("fdupont")
        kept = espace.context.passwords.handed_over(request.password_hash, asked, owner)
        activate(espace.context, account, kept)
        again = pool.submit(create, espace, FDUPONT, OTHER_PASSWORD)
        wait_for_a_lock(election)
    again.result()
    assert sign_in(espace, "fdupont", PASSWORD).account_version == 1
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", OTHER_PASSWORD)
    assert election_mail(espace, "fdupont").summary.subject == "Un compte électeur existe déjà"
    espace.close()
    postgresql.drop(election)


def wait_for_a_lock(election: Election) -> None:
    """Wait until another connection of the database waits for this one."""
    with psycopg.connect(election.database.url or "", autocommit=True) as watch:
        waiting = "SELECT 1 FROM pg_locks WHERE NOT granted"
        wait_until(lambda: watch.execute(waiting).fetchone() is not None)
