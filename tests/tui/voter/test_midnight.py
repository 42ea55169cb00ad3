"""What closes at midnight is said to last until the end of its last day."""

from __future__ import annotations

from datetime import datetime

import pytest

from models import Election, toulouse_election
from tests.models.clocks import HandClock, paris
from tui.screens.home_words import doors
from tui.screens.voter.window_words import creation_closed
from tui.visit.moments import Moments
from tui.visit.time_line import days_of
from tui.visit.visit import Visit
from tui.visit.vote_words import vote_words


@pytest.fixture
def election() -> Election:
    """An election whose accounts, confirmations and vote close at midnight, after 10 December."""
    shipped = toulouse_election()
    midnight = datetime(2014, 12, 11)
    closings = ("accounts_close", "confirmations_close", "vote_closes")
    moments = dict.fromkeys((*closings, "results_from"), midnight)
    section = shipped.calendar_section.changed(**moments)
    election = shipped.changed(calendar_section=section)
    vars(election).pop("calendar", None)  # made of the section, and kept, by the first who asks
    return election


def at(election: Election, when: str) -> Moments:
    return Moments(election.calendar, HandClock(paris(when)))


def test_the_vote_lasts_until_midnight_of_its_last_day(election: Election) -> None:
    lines = vote_words(election, at(election, "2014-12-10 23:59")).lines
    assert "du 27 novembre 10 h au 10 décembre minuit, heure de Paris." in " ".join(lines)


def test_so_do_the_doors_and_what_is_said_once_they_are_closed(election: Election) -> None:
    moments = at(election, "2014-12-10 23:59")
    told = str(doors(Visit(), election, moments))
    assert "Jusqu'au 10 décembre à minuit" in told
    assert "Le vote est ouvert jusqu'au 10 décembre à minuit." in told
    closed = creation_closed(election, at(election, "2014-12-11 00:00"), pending=False)
    assert closed is not None
    assert "du 22 septembre au 10 décembre à minuit." in closed.when


def test_the_time_line_shows_its_last_day(election: Election) -> None:
    days = days_of(election.calendar, at(election, "2014-12-10 12:00"))
    assert [(day.date, day.event) for day in days[-2:]] == [
        ("10 déc.", "clôture"),
        ("11 déc.", "résultats"),
    ]
