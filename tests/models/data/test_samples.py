"""The sample people are those of this table."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from models import (
    SAMPLE_NAMES,
    SAMPLE_PASSPHRASES,
    SAMPLE_PEOPLE,
    Sample,
    SampleUnknown,
    sample_named,
)
from models.data.samples.electors import PREFIX, sample_identifier
from models.data.samples.sample import Box, SampleAccount
from models.data.words import french_words
from models.rules.guessability import PersonalFacts
from models.rules.passwords import check_password
from models.rules.text import fold_accents, typeset
from models.views.passwords import all_kept
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


@pytest.fixture(params=SAMPLE_NAMES)
def sample(request: pytest.FixtureRequest) -> Sample:
    return sample_named(request.param)


def test_the_roll_says_the_same_of_them(sample: Sample) -> None:
    """Names and addresses are made as the election says that they are."""
    with sample.roll() as path:
        lines = read_roll(path, sample.election).values()
    people = {person.user_name: person for person in sample.people}
    assert [line.uid for line in lines] == [*people]
    form, (domain,) = sample.election.mail.user_names, sample.election.mail.domains
    for line in lines:
        person = people[line.uid]
        assert (line.mail, line.numen) == (person.address, person.numen)
        assert f"{line.first_name} {line.last_name}" == person.name
        first, last = letters_of(line.first_name), letters_of(line.last_name)
        name = f"{first[0]}{last}" if form == "initial-name" else f"{first}.{last}"
        assert line.uid.rstrip("12") == name
        assert re.sub("[12]@", "@", line.mail) == f"{first}.{last}@{domain}"


def test_each_has_what_a_demonstration_shows(sample: Sample) -> None:
    assert {person.account for person in sample.people} == set(get_args(SampleAccount))
    assert {person.box for person in sample.people} == set(get_args(Box))
    for person in sample.people:
        assert (person.voter_password is None) == (person.account == "none")
    assert sample.someone("confirmed").account == "confirmed"


def test_a_demonstration_begins_while_one_can_vote_and_create_an_account(sample: Sample) -> None:
    calendar = sample.election.calendar
    assert calendar.vote_opens < sample.start < calendar.accounts_close


def test_the_board_opens_by_the_passphrases_that_everybody_may_read(sample: Sample) -> None:
    assert len(sample.board.members) == len(SAMPLE_PASSPHRASES)
    assert not [*sample.board.flaws()]
    assert all(re.search(r"\(ficti(f|ve)\)$", name) for name, _ in sample.board.members)


def test_the_mails_are_typeset_and_short_lined(sample: Sample) -> None:
    mails = sample.mails()
    assert len(mails) == 30
    for mail in mails:
        assert typeset(mail.letter.body) == mail.letter.body
        assert max(map(len, mail.letter.body.splitlines())) <= 100


def test_their_passwords_keep_the_rules_of_their_election(sample: Sample) -> None:
    passwords = sample.election.passwords
    voters = [one.voter_password for one in sample.people if one.voter_password]
    for policy, typed in (
        (passwords.voter.policy, [*voters, sample.guided.voter_password]),
        (passwords.mailbox.policy, [sample.guided.mailbox_password]),
    ):
        for one in typed:
            checks = check_password(
                one, one, policy=policy, facts=PersonalFacts(), words=french_words()
            )
            assert all_kept(checks), one


def test_no_other_sample_is_named() -> None:
    with pytest.raises(SampleUnknown, match="toulouse-2014, lyon-2026"):
        sample_named("../toulouse-2014")


@pytest.mark.parametrize("person", SAMPLE_PEOPLE, ids=lambda person: person.user_name)
def test_their_secrets_are_left_out_of_what_is_printed(person: object) -> None:
    secrets = [*(secret for row in TABLE.values() for secret in row[1:]), *IDENTIFIERS.values()]
    assert not [secret for secret in secrets if secret and secret in repr(person)]


def test_their_identifiers_are_typed_as_they_are_shown() -> None:
    assert {person.user_name: person.identifier for person in SAMPLE_PEOPLE} == IDENTIFIERS
    for person in SAMPLE_PEOPLE:
        assert parse_identifier(person.identifier).shown == person.identifier
        assert sample_identifier(person.user_name).shown == person.identifier


def test_the_others_are_invented_and_each_has_an_identifier(sample: Sample) -> None:
    with sample.others() as path:
        others = list(read_roll(path, sample.election).values())
    with sample.roll() as path:
        corps = {line.corps for line in read_roll(path, sample.election).values()}
    assert {line.corps for line in others} == corps
    for line in others:
        assert line.uid.startswith(PREFIX)
        assert line.last_name.endswith((" Fictif", " Fictive"))
    identifiers = {sample_identifier(line.uid, sample).shown for line in others}
    assert len(identifiers) == len(others) == 65
    assert not identifiers & {person.identifier for person in sample.people}
