"""Passphrases of the board: four words without connection, and nothing that anybody would try."""

from __future__ import annotations

import pytest

from models.data.words import french_words
from models.rules.guessability import PersonalFacts
from models.rules.passphrases import TOO_FEW, TOO_PLAIN, TOO_SHORT, passphrase_fault

FACTS = PersonalFacts(
    last_name="Mme Claire VIDAL",
    election="Élections professionnelles 2014 académie de Toulouse",
)


def fault(typed: str) -> str | None:
    return passphrase_fault(typed, facts=FACTS, words=french_words())


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
