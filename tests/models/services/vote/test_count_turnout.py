"""Turnout: by scrutin, corps and hour, without the urns."""

from __future__ import annotations

import logging

import pytest

from models import Espace
from models.rules.turnout import FEWEST
from models.services.shared import electors_in_parts
from models.tables.electors import Elector, RollEntry
from models.views.vote_days import TurnoutCount
from tests.models.clocks import paris
from tests.models.polls import Poll
from tests.models.services.vote.voting_day import PEOPLE, VotingDay
from tests.models.steps import SOURCE


def join_corps(day: VotingDay) -> None:
    """Have people in two corps that are large enough to be told."""
    with day.espace.context.transaction():
        for corps, others in (("certifie", ("agrege", "aesh")), ("pe", ("plp",))):
            Elector.update(corps=corps).where(Elector.corps.in_(others)).execute()


def test_who_has_voted_is_counted_by_scrutin_corps_and_hour(day: VotingDay) -> None:
    join_corps(day)
    day.clock.go(paris("2014-11-27 23:50"))
    day.cast([0, 5])
    day.cast([0], "CTA")
    day.clock.go(paris("2014-11-28 00:10"))
    day.cast([1])
    turnout = day.espace.vote.count_turnout()
    assert turnout.total == TurnoutCount("total", "Ensemble", PEOPLE, 3)
    assert [(one.key, one.electors, one.voted) for one in turnout.scrutins] == [
        ("CTM", PEOPLE, 3),
        ("CTA", PEOPLE, 1),
    ]
    by_corps = [(one.key, one.electors, one.voted) for one in turnout.corps]
    assert by_corps == [("certifie", 14, 3), ("pe", 10, 0)]
    hours = [(f"{one.begins:%d %H:%M %z}", one.signatures) for one in turnout.hours]
    assert hours == [("27 23:00 +0100", 3), ("28 00:00 +0100", 1)]
    assert (turnout.at, turnout.closed_at) == (day.espace.context.now, None)


def test_of_small_corps_and_scrutins_no_figure_is_told(file_poll: Poll) -> None:
    turnout = file_poll.espace.board.count_turnout()
    for told in (turnout.scrutins, turnout.corps, turnout.schools):
        assert all(one.electors >= FEWEST for one in told)
    assert turnout.small_scrutins >= 2
    assert turnout.small_corps >= 2


def test_schools_of_ten_electors_are_told_and_smaller_ones_counted(day: VotingDay) -> None:
    with day.espace.context.transaction():
        people = sorted(row.id for row in Elector.select())
        for size, uai, school in ((11, "0310001A", "Lycée Émile"), (9, "0310002B", "Collège Bel")):
            some, people = people[:size], people[size:]
            Elector.update(uai=uai, school=school).where(Elector.id.in_(some)).execute()
        Elector.update(uai="", school="").where(Elector.id.in_(people)).execute()
    day.cast([0, 1, 12])
    turnout = day.espace.vote.count_turnout()
    assert turnout.schools == (TurnoutCount("0310001A", "Lycée Émile", 11, 2),)
    assert turnout.small_schools == 2  # thirteen people: what is left of the total says little


def test_no_statement_reads_a_ballot(day: VotingDay, caplog: pytest.LogCaptureFixture) -> None:
    day.cast([0])
    with caplog.at_level(logging.DEBUG, "peewee"):
        day.espace.vote.count_turnout()
    statements = [record.getMessage() for record in caplog.records]
    assert any("signature" in one for one in statements)
    assert not any("urn_ballot" in one for one in statements)


def test_it_does_without_the_urns(day: VotingDay) -> None:
    day.cast([0])
    before = day.espace.vote.count_turnout()
    with day.espace.context.transaction():
        day.espace.context.store.dialect.run("DROP TABLE urn_ballot")
    assert day.espace.vote.count_turnout() == before


def test_after_the_closing_it_says_when_that_was(day: VotingDay) -> None:
    day.cast([0])
    day.end()
    closing = day.espace.vote.close_vote(source=SOURCE)
    turnout = day.espace.vote.count_turnout()
    assert turnout.closed_at == closing.closed_at
    assert turnout.total.voted == 1


def test_before_the_seal_every_scrutin_is_counted(espace: Espace) -> None:
    turnout = espace.vote.count_turnout()
    assert turnout.total == TurnoutCount("total", "Ensemble", 6, 0)
    assert turnout.small_scrutins > 2
    assert len(turnout.scrutins) + turnout.small_scrutins == len(espace.election.scrutins)
    assert turnout.hours == ()


def test_counted_in_parts_it_is_the_same(day: VotingDay, monkeypatch: pytest.MonkeyPatch) -> None:
    day.cast([0, 1, 5, 6])
    whole = day.espace.vote.count_turnout()
    monkeypatch.setattr(electors_in_parts, "SMALL", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert day.espace.vote.count_turnout() == whole


def test_an_empty_roll_has_no_turnout(empty: Espace) -> None:
    turnout = empty.vote.count_turnout()
    assert turnout.total == TurnoutCount("total", "Ensemble", 0, 0)
    assert (turnout.corps, turnout.hours) == ((), ())


def test_who_is_called_to_nothing_is_not_counted(day: VotingDay) -> None:
    join_corps(day)
    with day.espace.context.transaction():
        elector = Elector.select().where(Elector.corps == "pe").first()
        RollEntry.delete().where(RollEntry.elector == elector.id).execute()
    turnout = day.espace.vote.count_turnout()
    assert turnout.total.electors == PEOPLE - 1
    assert turnout.small_corps == 2  # nine of the one, and fourteen of the other
