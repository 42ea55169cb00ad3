"""The sample people are those of this table."""

from __future__ import annotations

import re

import pytest

from models import SAMPLE_PEOPLE
from models.data.sample_electors import PREFIX, other_electors, sample_identifier
from models.data.samples import sample_mails, sample_roll
from models.rules.text import fold_accents, typeset
from models.voting.identifiers import parse_identifier
from tests.models.rolls import read_roll

TABLE = {
    "fdupont": ("Françoise Dupont", "16E0501234ABC", None),
    "jobriendarc": ("Jean-Noël O'Brien d'Arc", "16E9812345DEF", None),
    "jmartin1": ("Jean Martin", "16G0154321GHI", None),
    "ifabre": ("Inès Fabre", "16A1300777JKL", "Camelia4Tarbes"),
    "kbenali": ("Karim Benali", "31E0700042MNO", "Pastel9Cassoulet"),
    "hcazenave": ("Hélène Cazenave", "16E9900123PQR", "Bruyere6Causses"),
}

IDENTIFIERS = {
    "fdupont": "Q4V2K FH5CC JJZ49 TFZBM",
    "jobriendarc": "B4SKZ KJT8V 5BL83 WLTP8",
    "jmartin1": "BCWPV 5VDBP FDPTW 8TPH7",
    "ifabre": "WCJ6P LSNR8 99N2H DDG9C",
    "kbenali": "DZXRV RFZRR 3BZW9 5CSWJ",
    "hcazenave": "P22RS K49ZR MQCHV SCRDD",
}


def letters_of(name: str) -> str:
    """Return a name in the form of the leaflet's user names and addresses."""
    return re.sub("[^a-z-]", "", fold_accents(name).lower())


def test_they_are_the_people_of_the_table() -> None:
    people = {
        person.user_name: (person.name, person.numen, person.voter_password)
        for person in SAMPLE_PEOPLE
    }
    assert people == TABLE


def test_the_roll_says_the_same_of_them() -> None:
    with sample_roll() as path:
        lines = read_roll(path).values()
    people = {person.user_name: person for person in SAMPLE_PEOPLE}
    assert {line.uid for line in lines} == set(people)
    for line in lines:
        person = people[line.uid]
        assert (line.mail, line.numen) == (person.address, person.numen)
        assert f"{line.first_name} {line.last_name}" == person.name
        first, last = letters_of(line.first_name), letters_of(line.last_name)
        assert line.uid.rstrip("1") == f"{first[0]}{last}"
        assert line.mail.replace("1@", "@") == f"{first}.{last}@ac-toulouse.fr"


def test_the_mails_are_typeset_and_short_lined() -> None:
    mails = sample_mails()
    assert len(mails) == 30
    for mail in mails:
        assert typeset(mail.letter.body) == mail.letter.body
        assert max(map(len, mail.letter.body.splitlines())) <= 100


@pytest.mark.parametrize("person", SAMPLE_PEOPLE, ids=lambda person: person.user_name)
def test_their_secrets_are_left_out_of_what_is_printed(person: object) -> None:
    secrets = [*(secret for row in TABLE.values() for secret in row[1:]), *IDENTIFIERS.values()]
    assert not [secret for secret in secrets if secret and secret in repr(person)]


def test_their_identifiers_are_typed_as_they_are_shown() -> None:
    assert {person.user_name: person.identifier for person in SAMPLE_PEOPLE} == IDENTIFIERS
    for person in SAMPLE_PEOPLE:
        assert parse_identifier(person.identifier).shown == person.identifier
        assert sample_identifier(person.user_name).shown == person.identifier


def test_the_others_are_invented_and_each_has_an_identifier() -> None:
    with other_electors() as path:
        others = list(read_roll(path).values())
    with sample_roll() as path:
        corps = {line.corps for line in read_roll(path).values()}
    assert {line.corps for line in others} == corps
    for line in others:
        assert line.uid.startswith(PREFIX)
        assert line.last_name.endswith((" Fictif", " Fictive"))
    identifiers = {sample_identifier(line.uid).shown for line in others}
    assert len(identifiers) == len(others) == 65
    assert not identifiers & set(IDENTIFIERS.values())
