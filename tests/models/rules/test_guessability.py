"""Guessable passwords are refused with a reason, random ones pass."""

from __future__ import annotations

import random
import string
from math import prod

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.data.words import french_words
from models.rules.guessability import (
    _READINGS,
    COMMON_WORD,
    HOLDS_A_NUMBER,
    KEYS_OR_DATE,
    MOST_READINGS,
    REPEATED,
    TOO_EASY,
    Fact,
    PasswordLimits,
    PersonalFacts,
    _few_readings,
    weakness,
)

LIMITS = PasswordLimits()
FRANCOISE = PersonalFacts(
    first_name="Françoise",
    last_name="Dupont",
    user_name="fdupont",
    address="francoise.dupont@ac-toulouse.fr",
    school="Collège Jean-Jaurès, Colomiers",
    election="Élections professionnelles 2014, académie de Toulouse",
)
NOBODY = PersonalFacts()
LETTERS_AND_DIGITS = string.ascii_letters + string.digits


def reason(password: str, facts: PersonalFacts = FRANCOISE) -> str | None:
    """Return the weakness of a password under the usual limits."""
    return weakness(password, facts=facts, words=french_words(), limits=LIMITS)


@pytest.mark.parametrize(
    "password",
    [
        "Vacances2014",
        "V@c@nces2014",
        "S0leil2014",
        "Toulouse31",
        "Dupont2014",
        "Academie1",
        "Académie1",
        "Elections2014",
        "Élections2014",
        "Motdepasse1",
        "Soleil2014",
        "Bonjour123",
        "Étoile2014",
        "Février2014",
        "E\u0301toile2014",
        "Françoise31",
        "lieloS2014",
        "Elliuonerg12",
        "Azerty2014",
        "Vote2014",
    ],
)
def test_what_anybody_would_try_is_refused(password: str) -> None:
    assert reason(password) is not None


@pytest.mark.parametrize(
    "password", ["Vacances2014", "Toulouse31", "Académie1", "Soleil2014", "Étoile2014"]
)
def test_common_words_are_refused_without_knowing_the_person(password: str) -> None:
    assert reason(password, NOBODY) == COMMON_WORD


@pytest.mark.parametrize(
    ("password", "facts"),
    [
        (
            "Camelia4Tarbes",
            PersonalFacts("Inès", "Fabre", "ifabre", "ines.fabre@ac-toulouse.fr", "Tarbes"),
        ),
        (
            "Pastel9Cassoulet",
            PersonalFacts("Karim", "Benali", "kbenali", "karim.benali@ac-toulouse.fr"),
        ),
        (
            "Bruyere6Causses",
            PersonalFacts("Hélène", "Cazenave", "hcazenave", "helene.cazenave@ac-toulouse.fr"),
        ),
    ],
)
def test_the_sample_people_keep_their_passwords(password: str, facts: PersonalFacts) -> None:
    assert reason(password, facts) is None


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Dupont99", Fact.LAST_NAME.value),
        ("tnopuD99", Fact.LAST_NAME.value),
        ("Dup0nt99", Fact.LAST_NAME.value),
        ("Françoise1", Fact.FIRST_NAME.value),
        ("Colomiers1", Fact.SCHOOL.value),
        ("Toulouse31", Fact.ELECTION.value),
        ("Vacances2014", COMMON_WORD),
        ("Password1", COMMON_WORD),
        ("Poiuytre1", KEYS_OR_DATE),
        ("Aa1Aa1Aa1", REPEATED),
        ("16E0501234ABC", HOLDS_A_NUMBER),
        ("16e 05-01234 abc", HOLDS_A_NUMBER),
        ("16E0501234ABC!", HOLDS_A_NUMBER),
        ("16E0501234ABCa", HOLDS_A_NUMBER),
        ("xy16E0501234ABC7", HOLDS_A_NUMBER),
    ],
)
def test_the_reason_is_named(password: str, expected: str) -> None:
    assert reason(password) == expected


def test_the_user_name_and_the_address_are_known() -> None:
    facts = PersonalFacts(user_name="xvwkrz", address="qhfpzmv@ac-toulouse.fr")

    assert reason("Xvwkrz14", facts) == Fact.USER_NAME.value
    assert reason("Qhfpzmv14", facts) == Fact.ADDRESS.value
    assert reason("Qhfpzmv14", NOBODY) is None


def test_without_a_word_list_a_short_secret_is_merely_too_easy() -> None:
    assert weakness("bX1", facts=NOBODY, words=frozenset(), limits=LIMITS) == TOO_EASY


@pytest.mark.parametrize("password", ["Scrutin14", "Ministere1", "Professionnelles26"])
def test_the_words_of_every_election_need_no_list(password: str) -> None:
    assert weakness(password, facts=NOBODY, words=frozenset(), limits=LIMITS) is not None


def test_the_longest_word_of_a_list_is_found_too() -> None:
    assert weakness("Xkqwzv12", facts=NOBODY, words=frozenset(), limits=LIMITS) is None
    assert weakness("Xkqwzv12", facts=NOBODY, words=frozenset({"xkqwzv"}), limits=LIMITS)


@pytest.mark.parametrize("year", [1900, 1968, 1999, 2000, 2014, 2026, 2099])
def test_a_year_behind_a_word_does_not_help(year: int) -> None:
    assert reason(f"Vacances{year}", NOBODY) == COMMON_WORD


def test_a_word_of_two_letters_tells_nothing() -> None:
    for words in (frozenset({"la"}), frozenset[str]()):
        assert weakness("Laqzt4wv", facts=NOBODY, words=words, limits=LIMITS) is None


def test_random_passwords_that_keep_the_rule_pass() -> None:
    source = random.Random(20141204)
    drawn, refused = 0, 0
    while drawn < 2000:
        password = "".join(source.choice(LETTERS_AND_DIGITS) for _ in range(8))
        if (
            any(map(str.isupper, password))
            and any(map(str.islower, password))
            and any(map(str.isdigit, password))
        ):
            drawn += 1
            refused += reason(password) is not None

    assert refused <= 2, f"{refused} of {drawn}: docs/securite.md promises 99.9 %"


@example("4@8({[<369!1|7+05$%2")
@given(st.text("4@8({[<369!1|7+05$%2aeios", min_size=1, max_size=64))
def test_signs_that_look_alike_are_read_in_few_ways(password: str) -> None:
    """With each combination of them, 64 such signs took half a second, at each key."""
    read = _few_readings(password)
    assert prod(sum(sign in read for sign in signs) or 1 for signs in _READINGS) <= MOST_READINGS
    assert len(read) == len(password)
    assert [sign.isalpha() for sign in read] == [sign.isalpha() for sign in password]


def test_an_ordinary_password_is_read_as_it_is() -> None:
    for password in ("S0leil2014!", "V@c@nces2014", "Cormoran7Vallespir", "p4ss(w0rd)"):
        assert _few_readings(password) == password


def test_only_the_first_characters_are_scored() -> None:
    assert reason("a" * 64 + "kX9!vQz27Lp") is not None
    assert reason("kX9!vQz27Lp" + "a" * 200) is None


def test_ten_thousand_characters_cost_no_more_than_the_scored_ones() -> None:
    head = "kX9vQz27LpWm" * 6

    assert reason(head + "é" * 10_000) == reason(head)


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=80))
def test_any_text_gets_an_answer(password: str) -> None:
    answer = reason(password)

    assert answer is None or (answer and len(answer) <= 40)


@given(st.sampled_from(sorted(french_words())), st.integers(0, 99))
def test_no_common_word_with_a_number_behind_it_passes(word: str, number: int) -> None:
    assert reason(f"{word.capitalize()}{number}") is not None


@pytest.mark.parametrize(
    "password",
    [
        *("Azerty-123", "Dupont-2014", "Soleil2014!", "Jaures-2014", "Lycee2014!", "Ecole-2014"),
        *("Rentree-2014", "Lundi2014!", "Ete2014!", "Été2014!", "Hiver-2014", "Noel2014!"),
        *("Voter2014", "Votez-2014", "Jevote31", "Elections2014!", "Snes2014", "Unsa-2014"),
        *("Toulouse-31000", "ToulouseFC31", "Aqwzsx123", "Numen2014!", "Camille-2005"),
        *("Minou-2014", "Fdupont2014", "Fdupont31", "Fdupont1", "Jaures2014"),
        *("Biscotte31", "Mistigri1", "Nutella31", "Airbus320", "Mbappe10", "Greve-2014"),
        *("S0leil2014!", "Dup0nt-2014!", "T0ulouse-31!", "Az3rty-123", "V@cances-2014"),
        *("AZerty-123", "DuPont-2014", "SoLeil2014!", "FDupont2014!", "Lot-46000", "Var-83000"),
        *("DupontFrancoise2014", "Dupont-Francoise31", "ToulouseDupont31", "VoteElections2014"),
    ],
)
def test_a_word_with_a_year_a_sign_or_a_departement_is_one_guess(password: str) -> None:
    """The list of the audit: zxcvbn takes its parts for independent ones."""
    facts = PersonalFacts(
        first_name="Françoise",
        last_name="Dupont",
        address="francoise.dupont@ac-toulouse.fr",
        school="Collège Jean Jaurès",
        election="Élections professionnelles 2014 Toulouse",
    )
    assert reason(password, facts) is not None


@pytest.mark.parametrize(
    "password", ["Lea-2014", "Roy-1975", "Pau-64000", "LeaRoy2014", "Foch2014!"]
)
def test_names_of_three_letters_are_words_too(password: str) -> None:
    facts = PersonalFacts("Léa", "Roy", "lroy", "lea.roy@ac-pau.fr", "Lycée Foch, Pau")
    assert reason(password, facts) is not None


@pytest.mark.parametrize("password", ["Dupont-2014!", "toulouse-31!", "numen-31", "mistigri-1!"])
def test_the_policy_of_the_mailbox_is_as_hard(password: str) -> None:
    assert reason(password) is not None


def test_random_passwords_pass() -> None:
    signs, drawn = string.ascii_letters + string.digits, random.Random(2014)
    passwords = ["".join(drawn.choices(signs, k=8)) for _ in range(3000)]
    assert sum(reason(password, PersonalFacts()) is None for password in passwords) >= 2994
