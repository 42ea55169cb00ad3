"""Voting: from both means of access to a receipt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import Espace
from models.errors import AlreadyVoted, WindowClosed
from tests.models.clocks import HandClock
from tests.models.polls import Poll
from tests.models.steps import SOURCE


def test_a_person_votes_and_finds_their_ballot_again(poll: Poll) -> None:
    session = poll.sign_in()
    before = {one.code: one for one in poll.espace.account.list_scrutins(session)}
    assert before["CTM"].votable
    assert before["CTM"].voted_at is None
    access = poll.enter(session=session)
    receipt = poll.vote(access, 3)
    assert (receipt.code, receipt.short) == ("CTM", "CTM")
    assert poll.counts() == (1, 1)
    after = {one.code: one for one in poll.espace.account.list_scrutins(session)}
    assert after["CTM"].voted_at == receipt.voted_at
    assert after["CTA"].voted_at is None
    found = poll.espace.voting.find_receipt(access, "CTM")
    assert (found.tracker, found.voted_at) == (receipt.tracker, receipt.voted_at)
    looked_up = poll.espace.voting.look_up(f" {receipt.tracker[:7]} {receipt.tracker[7:]} ")
    assert (looked_up.short, looked_up.tracker, looked_up.closed) == ("CTM", receipt.tracker, False)
    assert poll.espace.voting.look_up(receipt.tracker[:12]).tracker == receipt.tracker


def test_nobody_votes_twice(poll: Poll) -> None:
    session = poll.sign_in()
    access = poll.enter(session=session)
    ballot = poll.open(access)
    receipt = poll.espace.voting.cast(access, ballot, 1, source=SOURCE)
    with pytest.raises(AlreadyVoted) as refusal:
        poll.espace.voting.cast(access, ballot, 2, source=SOURCE)
    assert refusal.value.moment == receipt.voted_at
    with pytest.raises(AlreadyVoted):
        poll.open(access)
    assert poll.counts() == (1, 1)


def test_whoever_had_opened_a_ballot_may_have_some_minutes(poll: Poll) -> None:
    calendar = poll.espace.election.calendar_section.changed(vote_grace_minutes=10)
    own = Espace(poll.espace.election.changed(calendar_section=calendar), HandClock())
    held = Poll(own, poll.identifiers)
    access = held.enter()
    closes = own.election.calendar.vote_closes
    held.clock.go(closes - timedelta(seconds=1))
    ballot = held.open(access)
    held.clock.go(closes)
    with pytest.raises(WindowClosed):
        held.open(access, "CTA")
    held.clock.go(closes + timedelta(minutes=10))
    with pytest.raises(WindowClosed):
        own.voting.cast(access, ballot, 1, source=SOURCE)
    held.clock.go(closes + timedelta(minutes=9, seconds=59))
    assert own.voting.cast(access, ballot, 1, source=SOURCE).voted_at == held.clock.now()
    own.close()
