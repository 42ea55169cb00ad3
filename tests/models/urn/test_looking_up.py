"""Anybody looks for a ballot by its tracker, while there are urns."""

from __future__ import annotations

import pytest

from models import Espace
from models.errors import TrackerRefused, TrackerUnknown
from models.tables.urn import UrnBallot
from tests.models.clocks import paris
from tests.models.polls import Poll


def test_the_page_opens_with_the_vote(file_poll: Poll) -> None:
    assert file_poll.espace.voting.can_be_checked()
    file_poll.clock.go(paris("2014-11-27 09:59"))
    assert not file_poll.espace.voting.can_be_checked()


def test_without_a_seal_there_is_nothing_to_look_in(file_espace: Espace) -> None:
    assert not file_espace.voting.can_be_checked()


def test_a_tracker_is_found_by_its_beginning_and_by_no_other(file_poll: Poll) -> None:
    tracker = file_poll.deposit(file_poll.made())
    look_up = file_poll.espace.voting.look_up
    assert look_up(tracker[:12]).tracker == look_up(tracker).tracker == tracker
    other = ("f" if tracker[0] != "f" else "e") + tracker[1:]
    with pytest.raises(TrackerUnknown):
        look_up(other)


def test_a_beginning_of_two_trackers_asks_for_more_of_it(file_poll: Poll) -> None:
    tracker = file_poll.deposit(file_poll.made())
    near = tracker[:-1] + ("f" if tracker[-1] != "f" else "e")
    with file_poll.espace.context.transaction():
        row = UrnBallot.get(UrnBallot.tracker == tracker)
        scrutin = file_poll.sealed(scrutin="CTA").row.id
        UrnBallot.insert(
            scrutin=scrutin, tracker=near, credential=row.credential, ballot=row.ballot
        ).execute()
    with pytest.raises(TrackerRefused, match="lusieurs bulletins"):
        file_poll.espace.voting.look_up(tracker[:12])
    assert file_poll.espace.voting.look_up(tracker).tracker == tracker
