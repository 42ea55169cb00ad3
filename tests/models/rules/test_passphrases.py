"""Passphrases of the board: four words without connection, and nothing that anybody would try."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from models.data.words import french_words
from models.rules.guessability import PersonalFacts
from models.rules.passphrases import (
    TOO_FEW,
    TOO_PLAIN,
    TOO_SHORT,
    check_passphrase,
    passphrase_fault,
    resembles_passphrase,
)
from models.views.passwords import Verdict

FACTS = PersonalFacts(
    last_name="Mme Claire VIDAL",
    election="Élections professionnelles 2014 académie de Toulouse",
)
GOOD = "tartine violette escalier 47"


def fault(typed: str) -> str | None:
    return passphrase_fault(typed, facts=FACTS, words=french_words())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (GOOD, True),
        ("  le hibou lit un vieux roman ", True),
        ("chatbotté surletoit", True),
        ("cheval-batterie-agrafe-correct", True),
        ("ma cle", False),
        ("MA CLE USB", False),
        ("CLE3", False),
        ("part-1-de-cle.json", False),
        ("/media/bureau/clé de Mme Vidal", False),
        ("~/clé de Mme Claire Vidal", False),
        ("clés du bureau/clé de Mme Vidal", False),
        ("", False),
    ],
)
def test_a_passphrase_is_told_from_a_place(typed: str, expected: bool) -> None:
    assert resembles_passphrase(typed) is expected


@pytest.mark.parametrize(
    "typed",
    [
        "tartine violette escalier 47",
        "brouette marmotte clarinette bleue",
        "quatre châtaignes au grenier",
        "parapluie moutarde trombone gris",
        "le hibou lit un vieux roman",
        "cheval-batterie-agrafe-correct",
        "Xk9#pq7z!Lm2RtVw8s",
    ],
)
def test_four_words_or_a_long_random_text_will_do(typed: str) -> None:
    assert fault(typed) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("trois mots brefs", TOO_FEW),
        ("mots brefs bis", TOO_SHORT),
        ("brouette marmotte clarinette", TOO_FEW),
        ("Claire VIDAL Claire VIDAL", TOO_FEW),
        ("Claire VIDAL présidence 2014", TOO_PLAIN),
        ("quatre mots sans rapport", TOO_PLAIN),
        ("mot de passe secret", TOO_PLAIN),
        ("bureau de vote toulouse", TOO_PLAIN),
        ("x" * 201, "200 caractères au maximum"),
    ],
)
def test_what_is_tried_first_will_not(typed: str, reason: str) -> None:
    assert fault(typed) == reason


@pytest.mark.parametrize(
    "typed", ["1234 5678 9012 3456", "motdepassemotdepasse", "azertyuiopqsdfghjklm", "a b " * 8]
)
def test_nor_what_a_program_guesses(typed: str) -> None:
    assert fault(typed)


def verdicts(typed: str, repeated: str) -> dict[str, Verdict]:
    checks = check_passphrase(typed, repeated, facts=FACTS, words=french_words())
    return {check.rule: check.verdict for check in checks}


@pytest.mark.parametrize(
    ("typed", "repeated", "length", "guessable", "equal"),
    [
        ("", "", Verdict.NEUTRAL, Verdict.NEUTRAL, Verdict.NEUTRAL),
        ("trop court", "", Verdict.MISSING, Verdict.NEUTRAL, Verdict.NEUTRAL),
        ("abcabcabcabcabcabc", "", Verdict.KEPT, Verdict.MISSING, Verdict.NEUTRAL),
        (GOOD, GOOD[:9], Verdict.KEPT, Verdict.KEPT, Verdict.NEUTRAL),
        (GOOD, GOOD, Verdict.KEPT, Verdict.KEPT, Verdict.KEPT),
        (GOOD, "autre chose", Verdict.KEPT, Verdict.KEPT, Verdict.MISSING),
    ],
)
def test_each_rule_is_judged_as_one_types(
    typed: str, repeated: str, length: Verdict, guessable: Verdict, equal: Verdict
) -> None:
    assert verdicts(typed, repeated) == {
        "length": length,
        "guessable": guessable,
        "equal": equal,
    }


def test_accents_may_be_typed_in_either_form() -> None:
    composed = "quatre châtaignes au grenier"
    assert verdicts(composed, normalize("NFD", composed))["equal"] is Verdict.KEPT


def test_what_is_missing_is_said() -> None:
    length, _, _ = check_passphrase("dix signes", "", facts=FACTS, words=french_words())
    assert (length.label, length.advice) == ("16 caractères au minimum", "il en manque 6")
