"""Dates that a scrutin has of its own, beside those of the calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election, ElectionFileError
from models.rules.calendar import WindowState
from models.settings.reading import parse_election
from models.views.voter import ScrutinState
from tests.models.clocks import paris

SOURCE = """\
[election]
title = "Élections de l'essai"
academie = "Lyon"
webmail_name = "la messagerie"
webmail_url = "https://webmail.example.org"
space_url = "https://espace.example.org"
vote_url = "https://vote.example.org"
assistance = ["Appelez."]

[calendar]
timezone = "Europe/Paris"
accounts_open = 2026-10-13T00:00:00
accounts_close = 2026-12-09T17:00:00
confirmations_close = 2026-12-09T17:30:00
vote_opens = 2026-12-03T08:00:00
vote_closes = 2026-12-10T17:00:00
results_from = 2026-12-11T00:00:00

[mail]
backend = "embedded"
domains = ["example.org"]
sender = "ne-pas-repondre@example.org"

[corps]
certifie = ["certifié", "certifiée"]

[[scrutins]]
code = "CSA"
short = "CSA"
title = "Comité social d'administration"
level = "national"

[[scrutins]]
code = "CAPA"
short = "CAPA"
title = "Commission administrative paritaire"
level = "académique"
"""


def with_dates(text: str = SOURCE, /, **scrutins: str) -> str:
    """Return the file with dates in the scrutins of these codes."""
    for code, dates in scrutins.items():
        text = text.replace(f'code = "{code}"', f'code = "{code}"\n{dates}')
    return text


def read(text: str) -> Election:
    return parse_election(text, Path("election.toml"))


def faults(text: str) -> list[tuple[str | None, str]]:
    with pytest.raises(ElectionFileError) as refusal:
        read(text)
    return [(fault.column, fault.reason) for fault in refusal.value.faults]


def test_without_dates_of_its_own_a_scrutin_has_those_of_the_calendar() -> None:
    election = read(SOURCE)
    for code in ("CSA", "CAPA", "what only the roll knows"):
        assert election.calendar_of(code) is election.calendar
    assert election.published_from == election.calendar.results_from


def test_the_election_is_from_the_first_opening_to_the_last_closing() -> None:
    election = read(
        with_dates(
            CSA="vote_opens = 2026-12-01T08:00:00\nvote_closes = 2026-12-08T17:00:00",
            CAPA="results_from = 2026-12-12T09:00:00",
        )
    )
    whole, csa, capa = election.calendar, election.calendar_of("CSA"), election.calendar_of("CAPA")
    assert (csa.vote_opens, csa.vote_closes) == (
        paris("2026-12-01 08:00"),
        paris("2026-12-08 17:00"),
    )
    assert csa.results_from == whole.results_from == paris("2026-12-11 00:00")
    assert (capa.vote_opens, capa.vote_closes) == (paris("2026-12-03 08:00"), whole.vote_closes)
    assert capa.results_from == election.published_from == paris("2026-12-12 09:00")
    assert (whole.vote_opens, whole.vote_closes) == (csa.vote_opens, paris("2026-12-10 17:00"))
    assert whole.last_ballots == whole.vote_closes


def test_each_second_of_a_scrutin_is_its_own() -> None:
    election = read(with_dates(CSA="vote_closes = 2026-12-08T17:00:00"))
    csa, capa = election.calendar_of("CSA"), election.calendar_of("CAPA")
    last, end = paris("2026-12-08 16:59:59"), paris("2026-12-08 17:00")
    assert [one.scrutin_state(last) for one in (csa, capa)] == [ScrutinState.OPEN] * 2
    assert csa.scrutin_state(end) is ScrutinState.CLOSED
    assert capa.scrutin_state(end) is ScrutinState.OPEN
    assert election.calendar.vote.state(end) is WindowState.OPEN


def test_a_scrutin_may_close_before_the_last_accounts_are_confirmed() -> None:
    election = read(with_dates(CSA="vote_closes = 2026-12-04T17:00:00"))
    assert election.calendar_of("CSA").vote_closes < election.calendar.confirmations_close


@pytest.mark.parametrize(
    ("dates", "key", "reason"),
    [
        ("vote_closes = 2026-12-03T08:00:00", "vote_closes", "s'ouvrir avant de se fermer"),
        ("vote_opens = 2026-12-10T17:00:00", "vote_opens", "s'ouvrir avant de se fermer"),
        ("vote_opens = 2026-10-12T23:59:59", "vote_opens", "le 13 octobre à 0 h"),
        ("results_from = 2026-12-10T16:59:59", "results_from", "le 10 décembre à 17 h"),
        ("vote_closes = 2026-12-11T00:00:01", "vote_closes", "après le premier jour des résultats"),
        ("vote_opens = 2026-12-03", "vote_opens", "il manque l'heure"),
        ("vote_opens = 9999-12-03T08:00:00", "vote_opens", "une année entre 1970"),
        ("vote_opens = 2026-10-25T02:30:00", "vote_opens", "cette heure existe deux fois"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(dates: str, key: str, reason: str) -> None:
    ((place, said),) = faults(with_dates(CAPA=dates))
    assert place == f"scrutins.2.{key}"
    assert reason in said


def test_results_wait_for_the_last_grace_of_all() -> None:
    text = SOURCE.replace("[mail]", "vote_grace_minutes = 30\n\n[mail]")
    election = read(with_dates(text, CSA="results_from = 2026-12-10T17:30:00"))
    assert election.calendar.results_from == election.calendar.last_ballots
    ((place, said),) = faults(with_dates(text, CSA="results_from = 2026-12-10T17:29:59"))
    assert place == "scrutins.1.results_from"
    assert "le 10 décembre à 17 h 30" in said


def test_a_day_of_results_that_no_scrutin_has_bounds_nothing() -> None:
    own = "vote_closes = 2026-12-15T17:00:00\nresults_from = 2026-12-16T00:00:00"
    later = "results_from = 2026-12-17T00:00:00"
    election = read(with_dates(CSA=own, CAPA=later))
    assert election.calendar.results_from == paris("2026-12-16 00:00")


def test_the_last_scrutin_closes_after_the_confirmations() -> None:
    dates = "vote_closes = 2026-12-09T17:00:00"
    ((place, said),) = faults(with_dates(CSA=dates, CAPA=dates))
    assert place == "calendar.confirmations_close"
    assert "le 9 décembre à 17 h" in said


def test_other_faults_are_told_beside_them() -> None:
    text = with_dates(CAPA="vote_closes = 2026-12-01T08:00:00")
    found = faults(text.replace("accounts_close = 2026", "accounts_close = 2027"))
    assert [place for place, _ in found] == ["calendar.confirmations_close"]
    found = faults(
        with_dates(text, CSA='vote_opens = "bientôt"\nvote_closes = 2026-12-02T08:00:00')
    )
    assert [place for place, _ in found] == ["scrutins.1.vote_opens", "scrutins.2.vote_closes"]


def test_a_scrutin_that_closes_before_it_opens_is_told_beside_a_calendar_that_is_wrong() -> None:
    late = SOURCE.replace("vote_closes = 2026-12-10T17", "vote_closes = 2026-12-02T17")
    turned = "vote_opens = 2026-12-09T08:00:00\nvote_closes = 2026-12-08T08:00:00"
    keys = [key for key, _ in faults(with_dates(late, CSA=turned, CAPA='corps = ["inconnu"]'))]
    assert keys == [
        "calendar.vote_closes",
        "calendar.vote_closes",
        "scrutins.1.vote_closes",
        "scrutins.2.corps",
    ]
