"""Scrutins with dates of their own: each takes ballots to the second of its own end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models import Espace
from models.errors import WindowClosed, WindowNotOpen
from tests.models.clocks import HandClock, paris
from tests.models.polls import Poll
from tests.models.steps import SOURCE

CLOSES, OPENS = paris("2014-12-02 17:00"), paris("2014-11-29 10:00")
SECOND = timedelta(seconds=1)


def with_own_dates(poll: Poll, grace: int = 0) -> Poll:
    """Return the election in which the CTM closes earlier, and the CAPN opens later."""
    election = poll.espace.election
    own = {
        "CTM": {"vote_closes": CLOSES},
        "CAPN-certifie": {"vote_opens": OPENS},
    }
    scrutins = tuple(one.changed(**own.get(one.code, {})) for one in election.scrutins)
    calendar = election.calendar_section.changed(vote_grace_minutes=grace)
    changed = election.changed(scrutins=scrutins, calendar_section=calendar)
    return Poll(Espace(changed, HandClock()), poll.identifiers, poll.sticks)


@pytest.fixture
def held(poll: Poll) -> Iterator[Poll]:
    """Such an election without grace."""
    own = with_own_dates(poll)
    yield own
    own.espace.close()


def test_the_last_second_of_a_scrutin_is_in_it_and_the_next_is_not(held: Poll) -> None:
    first, second = held.enter(), held.enter("jmartin1")
    ballot = held.open(first)
    late = held.open(second)
    held.clock.go(CLOSES - SECOND)
    receipt = held.espace.voting.cast(first, ballot, 1, source=SOURCE)
    assert receipt.voted_at == CLOSES - SECOND
    held.clock.go(CLOSES)
    for ask in (
        lambda: held.espace.voting.cast(second, late, 1, source=SOURCE),
        lambda: held.open(second),
    ):
        with pytest.raises(WindowClosed) as refused:
            ask()
        assert refused.value.moment == CLOSES
    assert held.counts() == (1, 1)


def test_the_others_go_on(held: Poll) -> None:
    access = held.enter()
    held.clock.go(CLOSES)
    assert held.vote(access, scrutin="CAPN-certifie").voted_at == CLOSES
    assert held.espace.election.calendar.vote_closes > CLOSES


def test_a_scrutin_that_opens_later_takes_no_ballot_before(held: Poll) -> None:
    access = held.enter()
    held.clock.go(OPENS - SECOND)
    with pytest.raises(WindowNotOpen) as refused:
        held.open(access, "CAPN-certifie")
    assert refused.value.moment == OPENS
    with pytest.raises(WindowNotOpen):
        held.enter(scrutin="CAPN-certifie")
    held.clock.go(OPENS)
    assert held.vote(access, scrutin="CAPN-certifie").voted_at == OPENS


def test_the_grace_is_that_of_the_scrutin(poll: Poll) -> None:
    own = with_own_dates(poll, grace=10)
    first, second = own.enter(), own.enter("jmartin1")
    own.clock.go(CLOSES - SECOND)
    opened = {access: own.open(access) for access in (first, second)}
    last = CLOSES + timedelta(minutes=10) - SECOND
    own.clock.go(last)
    assert own.espace.voting.cast(first, opened[first], 1, source=SOURCE).voted_at == last
    own.clock.go(CLOSES + timedelta(minutes=10))
    with pytest.raises(WindowClosed):
        own.espace.voting.cast(second, opened[second], 1, source=SOURCE)
    own.espace.close()


def test_each_scrutin_is_listed_with_its_own_window(held: Poll) -> None:
    session = held.sign_in()
    listed = {one.code: one for one in held.espace.account.list_scrutins(session)}
    whole = held.espace.election.calendar
    assert (listed["CTM"].opens_at, listed["CTM"].closes_at) == (whole.vote_opens, CLOSES)
    assert listed["CAPN-certifie"].opens_at == OPENS
    assert listed["CAPN-certifie"].closes_at == whole.vote_closes


def test_the_urns_are_closed_together_after_the_last_closing(held: Poll) -> None:
    end = held.espace.election.calendar.last_ballots
    held.clock.go(CLOSES)
    with pytest.raises(WindowNotOpen) as refused:
        held.espace.vote.close_vote(source=SOURCE)
    assert refused.value.moment == end
    held.clock.go(end)
    assert {one.code for one in held.espace.vote.close_vote(source=SOURCE).urns} > {"CTM"}
