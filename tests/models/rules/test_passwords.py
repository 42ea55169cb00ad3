"""Both password policies, as they are lit live and as they are finally checked."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.data.words import french_words
from models.rules.guessability import PasswordLimits, PersonalFacts
from models.rules.passwords import (
    MAILBOX_KINDS,
    VOTER_KINDS,
    PasswordPolicy,
    check_password,
    normalise_password,
)
from models.views.passwords import RuleCheck, Verdict, all_kept

FACTS = PersonalFacts("Françoise", "Dupont", "fdupont", "francoise.dupont@ac-toulouse.fr")
VOTER, MAILBOX = PasswordPolicy(VOTER_KINDS), PasswordPolicy(MAILBOX_KINDS)
GOOD = "Camelia4Tarbes"
GOOD_MAILBOX = "camelia-4-tarbes"
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]), max_size=140)


def voter(password: str, confirmation: str = "") -> dict[str, RuleCheck]:
    """Return the checks of the voter policy by the name of their rule."""
    checks = check_password(password, confirmation, policy=VOTER, facts=FACTS, words=french_words())
    return {check.rule: check for check in checks}


def mailbox(password: str, confirmation: str = "") -> dict[str, RuleCheck]:
    """Return the checks of the mailbox policy by the name of their rule."""
    checks = check_password(
        password, confirmation, policy=MAILBOX, facts=FACTS, words=french_words()
    )
    return {check.rule: check for check in checks}


def accepted(checks: dict[str, RuleCheck]) -> bool:
    """Return whether a policy takes the password."""
    return all_kept(tuple(checks.values()))


def test_the_rules_stand_in_the_order_of_the_screen() -> None:
    assert list(voter("")) == ["length", "upper", "lower", "digit", "guessable", "equal"]
    assert list(mailbox("")) == [
        "length",
        "letters",
        "digits",
        "punctuation",
        "guessable",
        "equal",
    ]


def test_a_good_password_is_kept_by_every_rule_and_needs_no_advice() -> None:
    assert accepted(voter(GOOD, GOOD))
    assert accepted(mailbox(GOOD_MAILBOX, GOOD_MAILBOX))
    assert not any(check.advice for check in voter(GOOD, GOOD).values())


def test_empty_fields_are_neutral_and_not_accepted() -> None:
    for checks in (voter("", ""), mailbox("", "")):
        assert {check.verdict for check in checks.values()} == {Verdict.NEUTRAL}
        assert not accepted(checks)


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("camelia4tarbes", "upper"),
        ("CAMELIA4TARBES", "lower"),
        ("CameliaAubracTarbes", "digit"),
        ("Camelia٤Tarbes", "digit"),
        ("Camelia²Tarbes", "digit"),
        ("Cam4Ta-", "length"),
        ("Dupont2014", "guessable"),
        ("16E0501234aBC", "guessable"),
    ],
)
def test_each_voter_rule_alone_refuses(password: str, missing: str) -> None:
    checks = voter(password, password)

    assert {rule for rule, check in checks.items() if check.verdict is Verdict.MISSING} == {missing}
    assert checks[missing].advice
    assert not accepted(checks)


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("4842-7391-66", "letters"),
        ("camelia-tarbes", "digits"),
        ("camelia4tarbes", "punctuation"),
        ("camelia4 tarbes", "punctuation"),
        ("cam-4ta", "length"),
        ("dupont-1", "guessable"),
        ("16E0501234ABC-", "guessable"),
    ],
)
def test_each_mailbox_rule_alone_refuses(password: str, missing: str) -> None:
    checks = mailbox(password, password)

    assert {rule for rule, check in checks.items() if check.verdict is Verdict.MISSING} == {missing}
    assert checks[missing].advice


def test_an_accented_capital_is_a_capital() -> None:
    assert accepted(voter("Éqzt4wkvpm", "Éqzt4wkvpm"))


@pytest.mark.parametrize("sign", "+=€$*?_«")
def test_symbols_are_punctuation(sign: str) -> None:
    assert mailbox(f"camelia4tarbes{sign}")["punctuation"].verdict is Verdict.KEPT


@pytest.mark.parametrize(
    ("length", "verdict", "advice"),
    [
        (7, Verdict.MISSING, "il en manque 1"),
        (8, Verdict.KEPT, ""),
        (128, Verdict.KEPT, ""),
        (129, Verdict.MISSING, "retirez 1 caractère"),
        (10_000, Verdict.MISSING, "retirez 9872 caractères"),
    ],
)
def test_the_length_is_bounded_on_both_sides(length: int, verdict: Verdict, advice: str) -> None:
    password = ("Camelia4Tarbes-" * 700)[:length]

    for checks in (voter(password, password), mailbox(password, password)):
        assert (checks["length"].verdict, checks["length"].advice) == (verdict, advice)


def test_a_decomposed_accent_is_one_character_and_the_same_password() -> None:
    composed = "Éléphant4Mauve"
    decomposed = unicodedata.normalize("NFD", composed)

    assert voter(composed, decomposed) == voter(decomposed, composed) == voter(composed, composed)
    assert voter("e\u0301" * 7)["length"].verdict is Verdict.MISSING


def test_spaces_at_the_ends_belong_to_the_password() -> None:
    assert voter(f" {GOOD} ", GOOD)["equal"].verdict is Verdict.MISSING
    assert accepted(voter(f" {GOOD} ", f" {GOOD} "))


def test_a_beginning_is_not_yet_judged() -> None:
    assert voter("Dupont2")["guessable"].verdict is Verdict.NEUTRAL
    assert voter("Dupont20")["guessable"].verdict is Verdict.MISSING


@pytest.mark.parametrize(
    ("confirmation", "verdict"),
    [
        ("", Verdict.NEUTRAL),
        (GOOD[:5], Verdict.NEUTRAL),
        (GOOD, Verdict.KEPT),
        (GOOD + "x", Verdict.MISSING),
        ("Camilia", Verdict.MISSING),
    ],
)
def test_the_confirmation_is_judged_as_soon_as_it_differs(
    confirmation: str, verdict: Verdict
) -> None:
    assert voter(GOOD, confirmation)["equal"].verdict is verdict


def test_the_reason_of_guessability_is_the_advice() -> None:
    assert voter("Dupont2014")["guessable"].advice == "retirez votre nom"
    assert mailbox("16E0501234ABC!")["guessable"].advice == "retirez ce numéro personnel"


def test_a_label_that_would_read_as_its_opposite_says_what_is_wrong() -> None:
    assert voter("Dupont2014")["guessable"].label == "trop facile à deviner"
    assert voter(GOOD)["guessable"].label == "difficile à deviner"
    assert voter("")["length"].label == "8 caractères au minimum"
    assert voter("Cam4Ta-")["length"].label == "8 caractères"
    assert voter(GOOD * 10)["length"].label == "128 caractères au plus"


@given(ANY_TEXT, ANY_TEXT)
def test_every_rule_of_any_text_is_judged_shortly(password: str, confirmation: str) -> None:
    for checks in (voter(password, confirmation), mailbox(password, confirmation)):
        for check in checks.values():
            assert len(check.label) <= 36
            assert len(check.advice) <= 40
            assert bool(check.advice) == (check.verdict is Verdict.MISSING)


@given(ANY_TEXT)
def test_once_all_else_is_kept_guessability_has_decided(password: str) -> None:
    for checks in (voter(password, password), mailbox(password, password)):
        guessable = checks.pop("guessable")
        if accepted(checks):
            assert guessable.verdict is not Verdict.NEUTRAL


@given(ANY_TEXT)
def test_all_forms_of_one_password_are_judged_alike(password: str) -> None:
    decomposed = unicodedata.normalize("NFD", password)

    assert voter(password, decomposed) == voter(normalise_password(password), password)


@given(ANY_TEXT)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_password(text)

    assert normalise_password(once) == once
    assert unicodedata.normalize("NFD", once) == unicodedata.normalize("NFD", text)


def test_an_election_may_ask_for_a_sign_and_twelve_characters() -> None:
    policy = PasswordPolicy(("upper", "lower", "digit", "sign"), PasswordLimits(minimum=12))

    def missing(password: str) -> list[str]:
        checks = check_password(password, "", policy=policy, facts=FACTS, words=french_words())
        return [check.rule for check in checks if check.verdict is Verdict.MISSING]

    assert missing("Camelia4") == ["length", "sign"]
    assert missing("Camelia4Tarbes") == ["sign"]
    assert missing("Camelia4Tarbes!") == []
    assert missing("camelia4tarbes!") == ["upper"]


def test_a_policy_may_ask_for_no_kind() -> None:
    checks = check_password(
        "camelia tarbes", "", policy=PasswordPolicy(()), facts=FACTS, words=french_words()
    )
    assert [check.rule for check in checks] == ["length", "guessable", "equal"]
