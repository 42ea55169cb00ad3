"""What the vote's benches time is a whole vote: ballot, line and receipt are there after it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from models import Election, Espace, TravelClock
from models.voting.identifiers import VoteIdentifier
from tests.bench.ballot_visits import visits
from tests.bench.ballots import voters
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.counting import Counting
from tests.bench.scale.depositing import ACTS, CHECK, DEPOSIT, WRITE, Taken, offered
from tests.bench.scale.deposits import made
from tests.bench.scale.electorate import POSTGRESQL, Electorate, electorate
from tests.bench.scale.filled_urns import filled_urn
from tests.bench.sealed_poll import sealed_poll
from tests.bench.voting import LISTS
from tests.models.polls import Poll

PEOPLE = 3
HOSTS = 2
NUMBERS = count(1)
"""Of the copies of the sealed election."""


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Electorate]:
    """A server of this module's own."""
    with electorate(PEOPLE, tmp_path_factory.mktemp("village")) as of:
        yield of


@pytest.fixture(scope="module")
def sealed(village: Electorate) -> tuple[Election, dict[str, VoteIdentifier]]:
    """A sealed election in which nobody votes; it is copied."""
    return sealed_poll(village, POSTGRESQL, "sealed", PEOPLE)


@pytest.fixture
def poll(village: Electorate, sealed: tuple[Election, dict[str, VoteIdentifier]]) -> Iterator[Poll]:
    """A copy of it."""
    election, identifiers = sealed
    name = f"poll_{next(NUMBERS)}"
    copy = village.copy(POSTGRESQL, name, election)
    opened = Poll(Espace(copy, TravelClock(VOTE_OPEN)), identifiers)
    yield opened
    opened.espace.close()
    village.drop(POSTGRESQL, name)


def test_each_visit_has_its_receipt_and_the_tool_its_turn(poll: Poll) -> None:
    assert poll.sealed("personne0").election.lists == LISTS
    voted = visits(poll.espace.election, voters(poll.identifiers, PEOPLE))
    assert len(voted) == PEOPLE
    assert all(took.wall > 0 and took.cpu > 0 for one in voted for took in (one.ours, one.tool))
    assert poll.counts() == (PEOPLE, PEOPLE)
    assert all(poll.signed(f"personne{number}") for number in range(PEOPLE))


@pytest.mark.parametrize("act", ACTS)
def test_every_ballot_is_offered_once(poll: Poll, act: str) -> None:
    election = poll.espace.election
    taken = offered(election, act, made(election, poll.identifiers, PEOPLE), HOSTS)
    assert len(taken.times) == PEOPLE
    assert taken.cpu > 0 or act == WRITE  # less than what the kernel counts in
    assert poll.counts() == {DEPOSIT: (PEOPLE, PEOPLE), WRITE: (PEOPLE, PEOPLE), CHECK: (0, 0)}[act]


def test_a_rate_is_from_the_first_that_begins_to_the_last_that_ends() -> None:
    taken = Taken(((1.0, 2.0), (1.5, 3.0), (2.0, 2.5)), cpu=0.0)
    assert taken.rate == 1.5
    assert taken.times == [1000.0, 1500.0, 500.0]


def test_what_the_bench_counts_is_a_whole_count(village: Electorate, tmp_path: Path) -> None:
    urn = filled_urn(village, POSTGRESQL, "filled", PEOPLE)
    archives, minutes = tmp_path / "archives", tmp_path / "minutes"
    archives.mkdir()
    minutes.mkdir()
    times = Counting.of(urn, archives, minutes).measured()
    assert times.counting > times.adding_up > 0
    assert times.minutes > 0
    scrutins = len(list(archives.iterdir()))
    assert {path.suffix for path in minutes.iterdir()} == {".pdf", ".json"}
    assert len(list(minutes.iterdir())) == 2 * scrutins
    sizes = sorted(path.stat().st_size for path in archives.iterdir())
    assert sizes[-1] > sizes[-2] + PEOPLE * 10_000
    village.drop(POSTGRESQL, "filled")
