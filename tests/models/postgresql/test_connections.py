"""The connections of one process: few, shared, checked, and none of them kept for long."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from models import DatabaseBusy, Election, Espace
from tests.models.clocks import HandClock
from tests.models.postgresql.watching import (
    backends,
    end_backends,
    idle_threads,
    limited,
    own_backend,
    wait_until,
)
from tests.models.processes.orders import Order


@pytest.fixture
def two_at_once(election: Election, clock: HandClock) -> Iterator[Espace]:
    """An election whose process has two connections at most, waited for a moment."""
    opened = Espace(limited(election, connections=2, connection_wait=0.2), clock)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_thread_of_others() -> None:
    """Wait for the threads that earlier tests have left."""
    wait_until(lambda: not idle_threads())


def test_nothing_is_opened_and_no_thread_started_before_the_first_call(espace: Espace) -> None:
    """A host forks its visits from a process without threads or open connections."""
    assert backends(espace.election) == []
    assert idle_threads() == []


def test_the_next_call_has_the_same_connection(espace: Espace) -> None:
    with espace.context.connection():
        first = own_backend(espace)
    with espace.context.connection():
        assert own_backend(espace) == first


def test_what_idles_is_closed_and_its_thread_ends(election: Election, clock: HandClock) -> None:
    """A person looks at a screen for minutes; the server has a hundred connections."""
    espace = Espace(limited(election, idle_seconds=0.2), clock)
    with espace.context.connection():
        assert len(backends(election)) == 1
    wait_until(lambda: not backends(election))
    wait_until(lambda: not idle_threads())
    assert espace.verify() is espace
    espace.close()


def test_closing_leaves_neither_connection_nor_thread(espace: Espace) -> None:
    espace.verify()
    espace.close()
    assert idle_threads() == []
    wait_until(lambda: not backends(espace.election))


def test_a_process_never_has_more_than_its_connections(two_at_once: Espace) -> None:
    together = Barrier(8)

    def visit(_: int) -> int:
        together.wait()
        while True:
            try:
                with two_at_once.context.connection():
                    return own_backend(two_at_once)
            except DatabaseBusy:
                continue

    with ThreadPoolExecutor(8) as pool:
        assert 1 <= len(set(pool.map(visit, range(8)))) <= 2
    assert len(backends(two_at_once.election)) <= 2


def test_who_waits_too_long_for_a_connection_is_told_that_many_are_here(
    two_at_once: Espace,
) -> None:
    held, leave = Barrier(3), Event()

    def hold() -> None:
        with two_at_once.context.connection():
            held.wait()
            leave.wait()

    with ThreadPoolExecutor(2) as pool:
        holders = [pool.submit(hold) for _ in range(2)]
        held.wait()
        with pytest.raises(DatabaseBusy, match="Beaucoup de personnes"):
            two_at_once.verify()
        leave.set()
        for holder in holders:
            holder.result()
    assert two_at_once.verify() is two_at_once


def test_who_waits_gets_the_connection_that_is_given_back(
    election: Election, clock: HandClock
) -> None:
    espace = Espace(limited(election, connections=1, connection_wait=30), clock)

    def next_one() -> int:
        with espace.context.connection():
            return own_backend(espace)

    with ThreadPoolExecutor(1) as pool:
        with espace.context.connection():
            first = own_backend(espace)
            waiting = pool.submit(next_one)
        assert waiting.result() == first
    espace.close()


def test_connections_that_the_server_has_ended_cost_no_error(espace: Espace) -> None:
    """A restarted server is not noticed by the next person."""
    espace.verify()
    end_backends(espace.election)
    assert espace.verify() is espace


def test_a_forked_process_opens_its_own_connection_and_leaves_its_parent_s(
    espace: Espace,
) -> None:
    first, childs, again = Order.of(espace.election, []).run("forked")
    assert childs != first
    assert again == first
