"""A policy is said in the leaflet's words."""

from __future__ import annotations

import pytest

from models.rules.guessability import PasswordLimits
from models.rules.password_words import say_policy
from models.rules.passwords import KINDS, MAILBOX_KINDS, VOTER_KINDS, Kind, PasswordPolicy


@pytest.mark.parametrize(
    ("kinds", "minimum", "words"),
    [
        (VOTER_KINDS, 8, "8 caractères dont au moins une majuscule, une minuscule et un chiffre"),
        (
            (*VOTER_KINDS, "sign"),
            12,
            "12 caractères dont au moins une majuscule, une minuscule, un chiffre et un signe",
        ),
        (
            MAILBOX_KINDS,
            8,
            "8 caractères, composés de lettres, chiffres et caractères de ponctuation",
        ),
        (("letters",), 10, "10 caractères, composés de lettres"),
        (("upper", "digits"), 9, "9 caractères dont au moins une majuscule et des chiffres"),
        ((), 16, "16 caractères"),
    ],
)
def test_it_is_said_as_it_is(kinds: tuple[Kind, ...], minimum: int, words: str) -> None:
    assert say_policy(PasswordPolicy(kinds, PasswordLimits(minimum=minimum))) == words


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_said(kind: Kind) -> None:
    assert "8 caractères" in say_policy(PasswordPolicy((kind,)))
