"""The mails that the election writes."""

from __future__ import annotations

import re

import pytest

from models import toulouse_election
from models.mail.letters import (
    Letter,
    account_exists_letter,
    confirmation_letter,
    link_in,
    no_account_letter,
    renewal_letter,
)
from models.rules.codes import token_in
from models.views.voter import LinkToken
from tests.models.clocks import paris

ELECTION = toulouse_election()
TOKEN = "Zw3" + "aB-_9" * 8
UNTIL = paris("2014-11-29 09:30")
AT = paris("2014-11-28 09:30")
CARRYING = (
    confirmation_letter(ELECTION, "BCDFGHJKLM", TOKEN, AT, UNTIL),
    renewal_letter(ELECTION, "BCDFGHJKLM", TOKEN, AT, UNTIL),
)
CLOSED = paris("2014-12-04 16:00")
ALL = (*CARRYING, account_exists_letter(ELECTION), no_account_letter(ELECTION, AT))


@pytest.mark.parametrize("letter", CARRYING)
def test_the_code_leads_and_the_link_follows_on_a_line_of_its_own(letter: Letter) -> None:
    lines = letter.body.splitlines()
    assert lines[2].endswith("BCDFG-HJKLM")
    links = [line for line in lines if "://" in line]
    assert len(links) == 1
    assert token_in(links[0], ELECTION.election.space_url) == TOKEN
    assert link_in(ELECTION, letter.body) == LinkToken(TOKEN)
    assert letter.body.index("BCDFG") < letter.body.index("://")
    assert "29\u00a0novembre à 9\u00a0h\u00a030" in letter.body.replace("\n", " ")


@pytest.mark.parametrize(
    "body",
    ["", "https://exemple.fr/confirmation?jeton=abc", f"https://exemple.fr/?jeton={TOKEN}", TOKEN],
)
def test_a_text_without_a_link_of_this_election_holds_none(body: str) -> None:
    assert link_in(ELECTION, body) is None


@pytest.mark.parametrize("letter", ALL)
def test_a_letter_is_french_short_lined_and_never_asks_for_a_password(letter: Letter) -> None:
    assert letter.body.startswith("Bonjour,\n")
    assert letter.body.rstrip().endswith("académie de Toulouse")
    assert "Ne donnez jamais votre identifiant et votre mot de passe par mail." in letter.body
    assert "Si vous n'avez rien demandé" in letter.body
    assert not re.search(r"\S [:;!?»]|« ", letter.subject + letter.body)
    long = [line for line in letter.body.splitlines() if len(line) > 80 and "://" not in line]
    assert not long
    assert len(letter.subject) <= 60


@pytest.mark.parametrize("letter", ALL[2:])
def test_the_other_letters_hold_nothing_secret(letter: Letter) -> None:
    assert "BCDFG" not in letter.body
    assert "://" not in letter.body


@pytest.mark.parametrize("letter", ALL)
def test_what_is_printed_of_a_letter_tells_nothing(letter: Letter) -> None:
    assert repr(letter) == "Letter()"


@pytest.mark.parametrize("letter", CARRYING)
def test_the_link_is_to_be_clicked_on_or_the_code_typed_in_the_application(letter: Letter) -> None:
    words = " ".join(letter.body.split())
    assert re.search(r"[Cc]liquez sur le lien", words)
    assert re.search(r"[Ss]aisissez ce code dans l.application, ou [Cc]liquez", words)


def test_a_letter_says_where_the_application_is_where_the_election_file_does() -> None:
    place = {"application_place": "sur un poste de vote de votre établissement"}
    section = ELECTION.election.changed(**place)
    election = ELECTION.changed(election=section)
    letter = confirmation_letter(election, "BCDFGHJKLM", TOKEN, AT, UNTIL)
    words = " ".join(letter.body.split())
    assert "ce code dans l'application, sur un poste de vote de votre établissement" in words


def test_whoever_has_no_account_is_told_to_create_one_only_as_long_as_that_is_possible() -> None:
    before = " ".join(no_account_letter(ELECTION, AT).body.split())
    assert "Activez votre compte électeur" in before
    after = " ".join(no_account_letter(ELECTION, CLOSED).body.split())
    assert "Activez" not in after
    assert "La création des comptes est fermée depuis le 4 décembre à 16 h." in after
    assert "Adressez-vous à l'assistance" in after
