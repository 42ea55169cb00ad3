"""The file of Toulouse 2014: the leaflet's dates, and who votes in what."""

from __future__ import annotations

import pytest

from models import toulouse_election
from models.rules.eligibility import ScrutinRule, scrutins_of
from tests.models.clocks import paris

ELECTION = toulouse_election()
TEACHERS = ("certifie", "agrege", "plp", "eps", "cpe", "copsy")
OTHERS = ("administratif", "sante_social", "itrf", "direction")


def called_to(corps: str, department: str = "31") -> list[str]:
    rules = [
        ScrutinRule(scrutin.code, scrutin.corps, scrutin.department)
        for scrutin in ELECTION.scrutins
    ]
    return list(scrutins_of(corps, department, rules))


def test_the_dates_are_the_leaflet_s() -> None:
    calendar = ELECTION.calendar
    assert calendar.accounts_open == paris("2014-09-22 00:00")
    assert calendar.accounts_close == paris("2014-12-04 16:00")
    assert calendar.confirmations_close == paris("2014-12-04 16:50")
    assert calendar.vote_opens == paris("2014-11-27 10:00")
    assert calendar.vote_closes == paris("2014-12-04 17:00")
    assert calendar.results_from == paris("2014-12-05 00:00")
    assert str(calendar.zone) == "Europe/Paris"


def test_the_addresses_are_the_leaflet_s() -> None:
    assert ELECTION.election.webmail_url == "https://messagerie.ac-toulouse.fr"
    assert ELECTION.election.space_url == "www.education.gouv.fr/electionspro2014"
    assert ELECTION.mail.domains == ("ac-toulouse.fr",)
    assert ELECTION.title == "Élections professionnelles 2014"


@pytest.mark.parametrize("corps", TEACHERS + OTHERS)
def test_second_degree_teachers_and_staff_vote_by_corps(corps: str) -> None:
    assert called_to(corps) == ["CTM", "CTA", f"CAPN-{corps}", f"CAPA-{corps}"]


@pytest.mark.parametrize("department", list(ELECTION.departments))
@pytest.mark.parametrize("corps", ["pe", "instituteur"])
def test_school_teachers_vote_by_department(corps: str, department: str) -> None:
    assert called_to(corps, department) == ["CTM", "CTA", "CAPN-pe", f"CAPD-{department}"]


@pytest.mark.parametrize(
    ("corps", "category"),
    [("contractuel_enseignant", "enseignants"), ("aed", "aed-aesh"), ("aesh", "aed-aesh")],
)
def test_contract_staff_vote_for_the_committee_of_their_category(corps: str, category: str) -> None:
    assert called_to(corps) == ["CTM", "CTA", f"CCP-{category}"]


def test_private_school_teachers_vote_for_their_own_committees() -> None:
    assert called_to("prive2") == ["CCMMEP", "CCMA"]
    assert called_to("prive1", "65") == ["CCMMEP", "CCMD-65"]


def test_the_eight_departments_are_there() -> None:
    assert list(ELECTION.departments) == ["09", "12", "31", "32", "46", "65", "81", "82"]


def test_only_two_numbers_of_seats_are_known() -> None:
    seats = {scrutin.code: scrutin.seats for scrutin in ELECTION.scrutins if scrutin.seats}
    assert seats == {"CTM": 15, "CTA": 10}


def test_every_corps_is_called_to_something_and_every_scrutin_calls_somebody() -> None:
    reached = {
        code
        for corps in ELECTION.corps
        for department in ELECTION.departments
        for code in called_to(corps, department)
    }
    assert reached == {scrutin.code for scrutin in ELECTION.scrutins}


def test_the_numbers_of_security_are_those_held() -> None:
    security = ELECTION.security
    voter, mailbox = ELECTION.passwords.voter, ELECTION.passwords.mailbox
    for policy in (voter, mailbox):
        assert (policy.minimum, policy.maximum, policy.score) == (8, 128, 2)
    assert voter.kinds == ("upper", "lower", "digit")
    assert mailbox.kinds == ("letters", "digits", "punctuation")
    assert (security.argon2_memory, security.argon2_time) == (19_456, 2)
    assert security.argon2_parallelism == 1
    assert (security.code_tries, security.resend_per_day) == (5, 5)
    assert (security.free_tries, security.tries_before_code) == (3, 100)
    assert security.source_tries == 20
    seconds = [
        wait.total_seconds()
        for wait in (
            security.code_life,
            security.resend_wait,
            security.first_wait,
            security.longest_wait,
            security.source_window,
            security.source_longest_wait,
        )
    ]
    assert seconds == [86_400, 60, 5, 900, 600, 60]
