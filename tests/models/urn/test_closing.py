"""The window of the vote closes to the second, whatever a ballot waits for on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from peewee import QueryEvent

from models.errors import WindowClosed, WindowNotOpen
from models.tables.urn import ClosedUrn
from tests.models.clocks import HandClock, paris
from tests.models.databases import PostgresqlDatabases
from tests.models.polls import Poll, Polls
from tests.models.postgresql.watching import LONGEST_WAIT, answer, wait_until, waits_for_a_lock
from tests.models.steps import SOURCE

OPENING, CLOSING = paris("2014-11-27 10:00"), paris("2014-12-04 17:00")
SECOND = timedelta(seconds=1)


def close_urn(poll: Poll) -> None:
    """Close the urn of the CTM, as the board does."""
    with poll.espace.context.transaction():
        closed_urn(poll).save(force_insert=True)


def closed_urn(poll: Poll) -> ClosedUrn:
    number = poll.sealed().row.id
    return ClosedUrn(
        scrutin=number, closed_at=poll.clock.now(), ballots=0, signatures=0, fingerprint="0" * 64
    )


def steps(poll: Poll) -> list[Callable[[], object]]:
    """Return each step to the urn for a person who has come before it in time."""
    access, text = poll.enter(), poll.made()
    ballot = poll.open(access)
    return [
        lambda: poll.open(access),
        lambda: poll.espace.voting.cast(access, ballot, 1, source=SOURCE),
        lambda: poll.deposit(text),
    ]


def refused_as_closed(poll: Poll, *steps: Callable[[], object]) -> None:
    for step in steps:
        with pytest.raises(WindowClosed) as closed:
            step()
        assert closed.value.moment == CLOSING
    assert poll.counts() == (0, 0)


def test_a_ballot_is_taken_from_the_opening_to_the_last_second(poll: Poll) -> None:
    for name, moment in (("fdupont", OPENING), ("kbenali", CLOSING - SECOND)):
        poll.clock.go(moment)
        assert poll.vote(poll.enter(name)).voted_at == moment
    assert poll.counts() == (2, 2)


def test_no_ballot_is_taken_before_the_opening(poll: Poll) -> None:
    too_early = steps(poll)
    poll.clock.go(OPENING - SECOND)
    for step in too_early:
        with pytest.raises(WindowNotOpen) as early:
            step()
        assert early.value.moment == OPENING
    assert poll.counts() == (0, 0)


def test_no_ballot_is_taken_at_the_closing_nor_later(poll: Poll) -> None:
    poll.clock.go(CLOSING - SECOND)
    too_late = steps(poll)
    for moment in (CLOSING, CLOSING + SECOND, CLOSING + timedelta(days=365)):
        poll.clock.go(moment)
        refused_as_closed(poll, *too_late)


def test_a_closed_urn_stays_closed_if_the_clock_is_set_back(poll: Poll) -> None:
    late = steps(poll)
    poll.clock.go(CLOSING)
    close_urn(poll)
    for moment in (CLOSING - SECOND, OPENING, OPENING - SECOND):
        poll.clock.go(moment)
        refused_as_closed(poll, *late)


def test_closing_one_urn_leaves_the_others_open(poll: Poll) -> None:
    access = poll.enter()
    close_urn(poll)
    assert poll.vote(access, scrutin="CTA").code == "CTA"


def at_the_chain(poll: Poll, act: Callable[[], None]) -> None:
    """Let something happen when a ballot comes to the audit chain, all else being written."""

    def watch(event: QueryEvent) -> None:
        if event.sql.startswith('UPDATE "audit_head"'):
            act()

    poll.espace.context.store.database.query_hooks.append(watch)


def test_a_ballot_that_waits_for_the_audit_chain_past_the_closing_is_not_taken(poll: Poll) -> None:
    poll.clock.go(CLOSING - SECOND)
    text, before = poll.made(), poll.rows()
    at_the_chain(poll, lambda: poll.clock.go(CLOSING))
    with pytest.raises(WindowClosed):
        poll.deposit(text)
    assert poll.rows() == before


def test_a_ballot_is_on_the_disk_before_its_receipt_is_shown(poll: Poll) -> None:
    """Whatever the server's or the program's own setting is."""
    on_a_file = poll.espace.context.store.dialect.files()
    asked = "PRAGMA synchronous" if on_a_file else "SHOW synchronous_commit"
    found: list[object] = []
    at_the_chain(poll, lambda: found.append(answer(poll.espace, asked)))
    poll.deposit(poll.made())
    assert found
    assert set(found) == {2 if on_a_file else "on"}


@pytest.fixture
def server_poll(
    alone: None,
    postgresql: PostgresqlDatabases,
    polls: Polls,
    tmp_path: Path,
    clock: HandClock,
) -> Iterator[Poll]:
    """A sealed election on a server."""
    election = polls.on(postgresql, tmp_path)
    opened = polls.opened(postgresql, election, clock)
    yield opened
    opened.espace.close()
    postgresql.drop(election)


def test_a_ballot_that_waits_while_its_urn_is_closed_is_not_taken(
    server_poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The closing holds the audit chain; whoever comes after it finds the urn closed."""
    poll = server_poll
    monkeypatch.setattr("models.storage.postgresql.LOCK_WAIT", LONGEST_WAIT)
    text, before, urn = poll.made(), poll.rows(), closed_urn(poll)
    with (
        ThreadPoolExecutor(1) as other,
        psycopg.connect(poll.espace.election.database.url or "") as closing,
    ):
        closing.execute("UPDATE audit_head SET sequence = sequence")
        waiting = other.submit(poll.deposit, text)
        wait_until(lambda: waits_for_a_lock(poll.espace.election))
        closing.execute(
            "INSERT INTO closed_urn VALUES (%s, %s, 0, 0, %s)",
            (urn.scrutin_id, datetime(2014, 12, 4, 16), urn.fingerprint),
        )
        closing.commit()
        with pytest.raises(WindowClosed):
            waiting.result(LONGEST_WAIT)
    assert poll.rows() == before | {"closed_urn": 1}
