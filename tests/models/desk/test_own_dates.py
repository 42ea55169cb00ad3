"""A person whose scrutins close before those of others: what is said of them is of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models import Election, Espace, PersonReport, Trouble
from models.services.shared.own_scrutins import calendar_for
from models.tables.electors import RollEntry, Scrutin
from tests.models.clocks import HandClock, paris
from tests.models.desk.test_diagnosis import told
from tests.models.steps import person_on_roll

NAME = "fdupont"
FIRST = paris("2014-12-03 17:00")
SECOND = timedelta(seconds=1)


def with_first_closing(election: Election, *codes: str) -> Election:
    """Return the election in which some scrutins close a day before the others."""
    return election.changed(
        scrutins=tuple(
            one.changed(vote_closes=FIRST) if one.code in codes else one
            for one in election.scrutins
        )
    )


def codes_of(espace: Espace, name: str) -> list[str]:
    with espace.context.connection():
        entries = Scrutin.select(Scrutin.code).join(RollEntry)
        chosen = entries.where(RollEntry.elector == person_on_roll(espace, name))
        return [row.code for row in chosen.order_by(Scrutin.position)]


@pytest.fixture
def early(espace: Espace, clock: HandClock) -> Iterator[Espace]:
    """All scrutins of Mme Dupont, which she shares with others, close a day before the rest."""
    election = with_first_closing(espace.election, *codes_of(espace, NAME))
    own = Espace(election, clock)
    yield own
    own.close()


def shown(espace: Espace, name: str = NAME) -> PersonReport:
    return espace.desk.show_person(name, source="admin:test")


def test_the_vote_is_over_with_the_last_of_the_person_s_own_scrutins(
    early: Espace, clock: HandClock
) -> None:
    clock.go(FIRST - SECOND)
    assert shown(early).diagnosis.trouble is not Trouble.VOTE_OVER
    clock.go(FIRST)
    report = shown(early)
    assert report.diagnosis.trouble is Trouble.VOTE_OVER
    assert "depuis le 3 décembre à 17 h" in report.diagnosis.words
    assert "depuis le 3 décembre à 17 h" in told(early).words
    assert early.election.calendar.vote_closes > FIRST


def test_whoever_still_votes_in_one_of_them_is_not_told_that_it_is_over(
    espace: Espace, clock: HandClock
) -> None:
    last, *others = codes_of(espace, NAME)
    own = Espace(with_first_closing(espace.election, *others), clock)
    clock.go(FIRST)
    report = shown(own)
    assert report.diagnosis.trouble is not Trouble.VOTE_OVER
    whole = own.election.calendar.vote_closes
    closes = {one.code: one.closes_at for one in report.scrutins}
    assert closes == {last: whole} | dict.fromkeys(others, FIRST)
    own.close()


def test_the_helpdesk_reads_the_dates_with_the_scrutins(early: Espace, clock: HandClock) -> None:
    found = shown(early).scrutins
    assert {one.closes_at for one in found} == {FIRST}
    with early.context.connection():
        calendar = calendar_for(early.context, person_on_roll(early, NAME))
    assert (calendar.vote_closes, calendar.first_closing) == (FIRST, None)


def test_a_person_of_no_scrutin_has_the_dates_of_the_election(early: Espace) -> None:
    with early.context.connection():
        assert calendar_for(early.context, 0) is early.election.calendar
