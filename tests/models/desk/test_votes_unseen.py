"""The helpdesk does not learn from a person's page whether they have voted."""

from __future__ import annotations

import pytest

from models.errors import AlreadyVoted
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.polls import Poll
from tests.models.steps import person_on_roll


def test_the_page_of_a_person_says_nothing_of_their_votes(poll: Poll) -> None:
    access = poll.enter()
    ballot = poll.open(access)
    poll.vote(access)
    with pytest.raises(AlreadyVoted):
        poll.espace.voting.cast(access, ballot, 2, source=SOURCE)
    agent, person = comes(poll.espace), person_on_roll(poll.espace, "fdupont")
    call = poll.espace.desk.open_call(agent, person, source=SOURCE)
    page = poll.espace.desk.read_person(agent, person, call_id=call.call_id)
    kinds = {line.kind for line in page.history}
    assert "session_opened" in kinds
    assert not [kind for kind in kinds if "ballot" in kind or "Voted" in kind]
