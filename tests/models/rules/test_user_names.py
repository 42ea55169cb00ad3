"""User names are compared leniently, and what is typed in their place is explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.identifiers import normalise_user_name, user_name_hint

DOMAINS = ("ac-toulouse.fr",)


@pytest.mark.parametrize(
    "typed", ["fdupont", "FDupont", " fdupont\n", "f dupont", "\uff46dupont", "f\u200bdupont\u200f"]
)
def test_a_user_name_is_understood_in_any_shape(typed: str) -> None:
    assert normalise_user_name(typed) == "fdupont"


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_user_name(text)

    assert normalise_user_name(once) == once
    assert not any(sign.isspace() for sign in once)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("francoise.dupont@ac-toulouse.fr", "pas votre adresse"),
        ("Francoise.Dupont@ac-toulouse.fr", "sans doute « fdupont »"),
        ("jean.martin1@ac-toulouse.fr", "sans doute « jmartin1 »"),
        ("jean-noel.obriendarc@ac-toulouse.fr", "sans doute « jobriendarc »"),
        ("fdupônt", "sans accent"),
        ("francoise.dupont", "pas de point"),
        ("16e0501234abc", "NUMEN"),
    ],
)
def test_what_was_typed_instead_is_explained(typed: str, words: str) -> None:
    hint = user_name_hint(typed, DOMAINS)

    assert hint is not None
    assert words in hint


@pytest.mark.parametrize("typed", ["", "fdupont", " fdupont ", "jmartin1", "FDupont", "f dupont"])
def test_a_user_name_needs_no_hint(typed: str) -> None:
    assert user_name_hint(typed, DOMAINS) is None


def test_an_address_of_another_domain_suggests_no_user_name() -> None:
    hint = user_name_hint("francoise.dupont@example.fr", DOMAINS)

    assert hint is not None
    assert "sans doute" not in hint


def test_a_hint_never_repeats_a_numen() -> None:
    assert "0501234" not in (user_name_hint("16E0501234ABC", DOMAINS) or "")
