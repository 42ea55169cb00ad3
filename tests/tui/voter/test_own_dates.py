"""Scrutins with dates of their own: what each row says, and what is left now and later."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election, PathStep, PersonScrutin, ScrutinState, ScrutinView
from models.settings.reading import parse_election
from tests.models.clocks import HandClock, paris
from tests.models.settings.test_scrutin_dates import SOURCE, with_dates
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import answered, opened, seen
from tests.tui.voter.test_scrutins import sign_in
from tui.bureau.days_words import names_now
from tui.demo.journeys import FIRST_CLOSED, destinations
from tui.desk.scrutin_words import scrutins_words
from tui.help.topics import topic_named
from tui.screens.home_words import doors_of_everybody
from tui.screens.voter.scrutin_words import (
    block_words,
    later_words,
    left_words,
    rows_of,
    scrutins_left,
)
from tui.visit.moments import Moments
from tui.visit.time_line import FIRST_CLOSING, days_of
from tui.widgets.scrutin_row import ScrutinRow

APART = parse_election(
    with_dates(
        CSA="vote_closes = 2026-12-08T17:00:00",
        CAPA="vote_opens = 2026-12-05T08:00:00\nresults_from = 2026-12-12T00:00:00",
    ),
    Path("election.toml"),
)
TOGETHER = parse_election(SOURCE, Path("election.toml"))


def at(moment: str, election: Election = APART) -> Moments:
    return Moments(election.calendar, HandClock(paris(moment)))


def views(election: Election = APART, voted: str = "") -> list[ScrutinView]:
    """Return both scrutins as a person has them, who has voted in one of them or in none."""
    return [
        ScrutinView(
            one.code,
            one.short,
            one.title,
            one.level,
            None,
            election.calendar_of(one.code).vote_opens,
            election.calendar_of(one.code).vote_closes,
            election.calendar_of(one.code).results_from,
            voted_at=paris("2026-12-04 09:00") if one.code == voted else None,
            votable=True,
        )
        for one in election.scrutins
    ]


def test_a_row_says_the_dates_that_are_the_scrutins_own() -> None:
    csa, capa = rows_of(views(), APART, at("2026-12-04 08:00"))
    assert csa.detailed
    assert csa.detail.endswith("vote du 3 décembre à 8 h au 8 décembre à 17 h")
    assert (csa.state, csa.choosable) == ("encore 4 jours", True)
    assert capa.detail.endswith("vote du 5 décembre à 8 h au 10 décembre à 17 h")
    assert (capa.state, capa.choosable) == ("dans 1 jour", False)


def test_a_row_says_nothing_more_where_all_have_the_same_dates() -> None:
    for row in rows_of(views(TOGETHER), TOGETHER, at("2026-12-04 08:00", TOGETHER)):
        assert not row.detailed
        assert "vote du" not in row.detail


def test_each_scrutin_closes_and_is_published_by_itself() -> None:
    csa, capa = rows_of(views(), APART, at("2026-12-08 17:00"))
    assert (csa.state, csa.choosable) == ("vote clos", False)
    assert (capa.state, capa.choosable) == ("encore 2 jours", True)
    csa, capa = rows_of(views(), APART, at("2026-12-11 00:00"))
    assert (csa.state, capa.state) == ("résultats publiés", "vote clos")
    assert capa.detail.endswith("résultat à partir du 12 décembre")


def test_what_is_left_is_what_is_open_and_the_rest_has_its_opening() -> None:
    scrutins, moments = views(voted="CSA"), at("2026-12-04 10:00")
    assert scrutins_left(scrutins, APART, moments) is None
    assert later_words(scrutins, APART, moments) == "Le prochain s'ouvre le 5 décembre à 8 h."
    scrutins = views()
    assert scrutins_left(scrutins, APART, moments) == 1
    assert left_words(scrutins, 1) == "Il vous reste un scrutin."
    assert later_words(scrutins, APART, at("2026-12-05 08:00")) == ""
    assert scrutins_left(scrutins, APART, at("2026-12-05 08:00")) == 2


def test_before_the_first_opening_nothing_more_is_said() -> None:
    assert later_words(views(), APART, at("2026-12-02 08:00")) == ""


def block(moment: str, scrutins: list[ScrutinView], left: int | None) -> tuple[str, str]:
    heading, lines = block_words(scrutins, left, APART, at(moment), entered=True)
    return heading, "\n".join(lines)


def test_how_to_vote_names_the_first_end_of_those_that_are_open() -> None:
    _, said = block("2026-12-04 10:00", views(), 1)
    assert "jusqu'au 8 décembre à 17 h" in said
    _, said = block("2026-12-06 10:00", views(), 2)
    assert "Le premier de ces scrutins se ferme le 8 décembre à 17 h, heure de Paris." in said


def test_whose_scrutins_are_all_closed_reads_that_the_vote_is_over() -> None:
    heading, said = block("2026-12-09 10:00", views()[:1], None)
    assert heading == "LE VOTE EST CLOS"
    assert "du 3 décembre 8 h au 8 décembre 17 h" in said


def with_a_later_scrutin(election: Election) -> Election:
    """Return the leaflet's election, in which the CAPN opens two days later than the others."""
    opens = paris("2014-11-30 10:00")
    return election.changed(
        scrutins=tuple(
            one.changed(vote_opens=opens) if one.code == "CAPN-certifie" else one
            for one in election.scrutins
        )
    )


async def test_the_page_says_it_even_on_a_low_screen(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(changed=with_a_later_scrutin)
    async with sandbox.app.run_test(size=(80, 24)) as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert seen(sandbox, "vote du 30 novembre à 10 h au 4 décembre à 17 h")
        states = [row.words.state for row in sandbox.screen.query(ScrutinRow)]
        assert states == ["encore 6 jours", "encore 6 jours", "dans 2 jours", "encore 6 jours"]


DOOR = {
    "2026-12-02 10:00": "Le vote ouvre le 3 décembre à 8 h.",
    "2026-12-04 10:00": "Le vote est ouvert ; un premier scrutin se ferme le 8 décembre à 17 h.",
    "2026-12-08 17:00": (
        "Les scrutins encore ouverts se ferment le 10 décembre à 17 h au plus tard."
    ),
    "2026-12-10 17:00": "Le vote est clos depuis le 10 décembre à 17 h.",
}


@pytest.mark.parametrize(("moment", "words"), DOOR.items())
def test_the_third_door_promises_no_end_that_comes_too_late(moment: str, words: str) -> None:
    assert doors_of_everybody(APART, at(moment))[PathStep.SPACE].details == (words,)


def test_the_line_of_the_days_has_the_first_closing() -> None:
    days = {day.date: day.event for day in days_of(APART.calendar, at("2026-12-04 10:00"))}
    assert days["8 déc."] == FIRST_CLOSING
    assert days["10 déc."] == "fin du vote"
    together = days_of(TOGETHER.calendar, at("2026-12-04 10:00", TOGETHER))
    assert FIRST_CLOSING not in {day.event for day in together}


@pytest.mark.parametrize("moment", ["2026-12-04 10:00", "2026-12-09 10:00"])
def test_help_says_that_scrutins_close_apart_and_nothing_where_they_do_not(moment: str) -> None:
    words = "(première fermeture : le 8 décembre à 17 h)"
    said = {
        election.calendar.first_closing is None: " ".join(
            " ".join(
                topic_named(("door_space",), election, at(moment, election)).paragraphs
            ).split()
        )
        for election in (APART, TOGETHER)
    }
    assert words in said[False]
    assert "première fermeture" not in said[True]


def test_a_demonstration_travels_to_the_hours_between_two_closings() -> None:
    places = destinations(APART.calendar)
    assert [place.moment for place in places] == sorted(place.moment for place in places)
    (between,) = (place for place in places if place.title == FIRST_CLOSED)
    states = {APART.calendar_of(code).scrutin_state(between.moment) for code in ("CSA", "CAPA")}
    assert states == {ScrutinState.CLOSED, ScrutinState.OPEN}


def test_the_board_reads_which_scrutins_have_closed_while_others_are_open() -> None:
    names = {"CSA": "CSA", "CAPA": "CAPA"}
    assert names_now(names, APART, at("2026-12-08 16:59")) == names
    assert names_now(names, APART, at("2026-12-08 17:00")) == names | {"CSA": "clos · CSA"}
    assert names_now(names, APART, at("2026-12-10 17:00")) == names


def test_the_helpdesk_reads_the_dates_that_are_not_those_of_the_vote() -> None:
    def said(moment: str, election: Election = APART) -> str:
        own = [
            PersonScrutin(one.code, one.short, one.title, one.opens_at, one.closes_at)
            for one in views(election)
        ]
        return scrutins_words(own, election.calendar.vote, at(moment, election))

    assert (
        said("2026-12-04 10:00")
        == "CSA (jusqu'au 8 décembre à 17 h), CAPA (dès le 5 décembre à 8 h)"
    )
    assert said("2026-12-08 17:00").startswith("CSA (clos depuis le 8 décembre à 17 h), ")
    assert said("2026-12-04 10:00", TOGETHER) == "CSA, CAPA"
    assert scrutins_words((), APART.calendar.vote, at("2026-12-04 10:00")) == "aucun scrutin"
