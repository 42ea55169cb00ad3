"""A server that refuses, hangs, is full, and is back again: a sentence, and no call hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from urllib.parse import urlsplit

import psycopg
import pytest

from models import DatabaseBusy, DatabaseUnavailable, Election, Espace
from models.storage.faults import NO_RIGHTS
from models.storage.patient_connection import TRUSTED
from models.tables.accounts import VoterAccount
from tests.models.clocks import HandClock
from tests.models.databases import election_on
from tests.models.faults.proxy import Proxy
from tests.models.postgresql.watching import answer, limited, own_backend, wait_until
from tests.models.steps import account_of, create, sample, sign_in

FDUPONT = sample("fdupont").address


@pytest.fixture
def espace(election: Election, clock: HandClock) -> Iterator[Espace]:
    """The services through the proxy; a silent server is given up after eight seconds.

    Once it is back, the same services have five seconds to connect, and for a statement or a lock.
    """
    opened = Espace(limited(election, statement_seconds=5), clock)
    yield opened
    opened.close()


def creation_is_away(espace: Espace) -> str | None:
    """Try to create an account; return what the administrator reads."""
    with pytest.raises(DatabaseUnavailable, match="recommencez dans un instant") as away:
        create(espace, FDUPONT)
    return away.value.reason


def test_a_server_that_refuses_is_away_and_its_return_is_noticed(
    espace: Espace, proxy: Proxy
) -> None:
    """Database refusing, back again: no restart of the program."""
    proxy.close()
    assert creation_is_away(espace) == "rien ne répond à cette adresse"
    again = proxy.come_back()
    assert create(espace, FDUPONT).tries_left == 5
    espace.close()
    again.close()


def test_a_server_that_hangs_before_the_first_word_is_given_up(
    espace: Espace, proxy: Proxy
) -> None:
    proxy.hang()
    assert creation_is_away(espace) == "rien ne répond à cette adresse"
    proxy.go_on()
    assert create(espace, FDUPONT).tries_left == 5


def test_a_server_that_hangs_between_two_calls_is_given_up(espace: Espace, proxy: Proxy) -> None:
    espace.verify()
    given_back = monotonic()
    wait_until(lambda: monotonic() > given_back + TRUSTED)
    proxy.hang()
    assert creation_is_away(espace) == "rien ne répond à cette adresse"
    proxy.go_on()
    assert create(espace, FDUPONT).tries_left == 5


def test_a_server_that_hangs_in_the_middle_of_an_act_is_given_up(
    espace: Espace, proxy: Proxy
) -> None:
    with pytest.raises(DatabaseUnavailable) as away:
        disable_everybody(espace, proxy)
    assert away.value.reason == "le serveur ne répond plus"
    proxy.go_on()
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.user_name == "kbenali"


def disable_everybody(espace: Espace, proxy: Proxy) -> None:
    """Write, and find a silent server before the end."""
    with espace.context.transaction():
        VoterAccount.update(state="disabled").execute()
        proxy.hang()


def test_a_server_process_that_is_stopped_is_given_up(espace: Espace) -> None:
    with pytest.raises(DatabaseUnavailable) as away, espace.context.connection(), stopped(espace):
        answer(espace, "SELECT 1")
    assert away.value.reason == "le serveur ne répond plus"
    assert create(espace, FDUPONT).tries_left == 5


@contextmanager
def stopped(espace: Espace) -> Iterator[None]:
    """Stop the server's process of this connection for a while."""
    backend = own_backend(espace)
    os.kill(backend, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(backend, signal.SIGCONT)


@pytest.fixture
def counter(server_election: Election) -> Iterator[Election]:
    """The election as a user of the server who may open one connection, and has no right yet."""
    name = urlsplit(server_election.database.url or "").path[1:]
    role = f"guichet_{name}"
    as_administrator(server_election, f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1")
    url = (server_election.database.url or "").replace("postgres@", f"{role}@")
    election = election_on(url, server_election.database.keys)  # type: ignore[arg-type]
    yield limited(election, connections=1)
    as_administrator(server_election, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def as_administrator(election: Election, *statements: str) -> None:
    with psycopg.connect(election.database.url or "", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.fixture
def counter_with_rights(counter: Election, server_election: Election) -> Election:
    """The same user with every right on the rows."""
    role = urlsplit(counter.database.url or "").username
    as_administrator(
        server_election,
        f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}",
    )
    return counter


def test_a_server_with_too_many_connections_is_busy(
    counter_with_rights: Election, server_election: Election, clock: HandClock
) -> None:
    espace = Espace(limited(counter_with_rights, connection_wait=0.5), clock)
    url = counter_with_rights.database.url or ""
    with psycopg.connect(url), pytest.raises(DatabaseBusy):
        create(espace, FDUPONT)
    role = urlsplit(url).username or ""
    wait_until(lambda: connections_of(role, server_election) == 0)
    assert account_of(espace, FDUPONT) is None
    assert create(espace, FDUPONT).tries_left == 5
    espace.close()


def test_who_comes_while_the_server_is_full_gets_the_next_connection(
    counter_with_rights: Election, clock: HandClock
) -> None:
    """Other visits give theirs up after two seconds."""
    espace = Espace(limited(counter_with_rights, connection_wait=30), clock)
    with ThreadPoolExecutor(1) as pool:
        with psycopg.connect(counter_with_rights.database.url or ""):
            visit = pool.submit(create, espace, FDUPONT)
            with pytest.raises(TimeoutError):
                visit.result(timeout=1)
        assert visit.result().tries_left == 5
    espace.close()


def connections_of(role: str, election: Election) -> int:
    with psycopg.connect(election.database.url or "", autocommit=True) as watch:
        return watch.execute("SELECT 1 FROM pg_stat_activity WHERE usename = %s", (role,)).rowcount


def test_a_user_without_rights_is_told_to_the_administrator(
    counter: Election, clock: HandClock
) -> None:
    espace = Espace(counter, clock)
    assert creation_is_away(espace) == NO_RIGHTS
    espace.close()
