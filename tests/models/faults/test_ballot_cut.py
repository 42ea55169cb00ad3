"""The connection dies at any message of a vote: all of it or nothing, and it can be made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import DatabaseUnavailable, Election
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases
from tests.models.faults.proxy import Proxy
from tests.models.polls import Poll, Polls
from tests.models.processes.orders import perform
from tests.models.services.vote.board import polled

MOST_MESSAGES = 45


@pytest.fixture
def server_election(
    alone: None, postgresql: PostgresqlDatabases, polls: Polls, tmp_path: Path
) -> Iterator[Election]:
    """A sealed election on a database of this test's own, reached directly."""
    election = polls.on(postgresql, tmp_path)
    yield election
    postgresql.drop(election)


@pytest.fixture
def poll(
    postgresql: PostgresqlDatabases, polls: Polls, election: Election, clock: HandClock
) -> Iterator[Poll]:
    """The same, through the proxy."""
    opened = polls.opened(postgresql, polled(election), clock)
    yield opened
    opened.espace.close()


@pytest.mark.parametrize("answered", [False, True], ids=["unheard", "heard"])
def test_a_vote_cut_anywhere_is_whole_or_can_be_made_again(
    poll: Poll, proxy: Proxy, answered: bool
) -> None:
    names = [f"personne{number}" for number in range(MOST_MESSAGES)]
    visits = [poll.visit(name) for name in names]
    cut = 0
    for visit in visits:
        proxy.cut_at(cut + 1, answered=answered)
        outcome = perform(poll.espace, visit)
        if proxy.spare():
            assert outcome == "done"
            break
        assert outcome in {"DatabaseUnavailable", "done"}
        cut += 1
    assert 15 < cut < MOST_MESSAGES
    had = [poll.signed(name) for name in names[: cut + 1]]
    assert had[-1]
    assert had.count(False) > 10
    lost = had.index(True)
    for number in {0, lost - 1, lost, cut}:
        voted = had[number]
        assert perform(poll.espace, visits[number]) == ("AlreadyVoted" if voted else "done")
        assert poll.espace.voting.find_receipt(poll.enter(names[number]), "CTM").tracker
    assert poll.espace.administration.verify_audit().first_fault is None


def test_while_the_server_is_away_nobody_votes_and_afterwards_all_do(
    poll: Poll, proxy: Proxy
) -> None:
    access = poll.enter()
    ballot = poll.open(access)
    proxy.close()
    with pytest.raises(DatabaseUnavailable, match="momentanément indisponible"):
        poll.espace.voting.cast(access, ballot, 1, source="kiosque")
    back = proxy.come_back()
    assert poll.espace.voting.cast(access, ballot, 1, source="kiosque").code == "CTM"
    assert poll.counts() == (1, 1)
    back.close()
