"""Urns to count, on both databases."""

from __future__ import annotations

import pytest

from tests.models.polls import Poll
from tests.models.services.board import count


@pytest.fixture
def closed(poll: Poll) -> Poll:
    """An election whose urns are closed: seven ballots, one, and none."""
    count.vote(poll)
    count.close(poll)
    return poll


@pytest.fixture
def added_up(closed: Poll) -> Poll:
    """The same, its ballots added up."""
    assert count.add_up(closed).added_up
    return closed
