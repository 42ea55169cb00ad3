"""Voting: from both means of access to a receipt."""

from __future__ import annotations

import pytest

from models.errors import AlreadyVoted
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
