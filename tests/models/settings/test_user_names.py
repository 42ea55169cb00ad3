"""User names are compared leniently, and what is typed in their place is explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import toulouse_election, user_name_hint
from models.rules.user_names import UserNameForm, normalise_user_name

ELECTION = toulouse_election()


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
    hint = user_name_hint(typed, ELECTION)

    assert hint is not None
    assert words in hint


@pytest.mark.parametrize("typed", ["", "fdupont", " fdupont ", "jmartin1", "FDupont", "f dupont"])
def test_a_user_name_needs_no_hint(typed: str) -> None:
    assert user_name_hint(typed, ELECTION) is None


def test_an_address_of_another_domain_suggests_no_user_name() -> None:
    hint = user_name_hint("francoise.dupont@example.fr", ELECTION)

    assert hint is not None
    assert "sans doute" not in hint


def test_a_hint_never_repeats_a_numen() -> None:
    assert "0501234" not in (user_name_hint("16E0501234ABC", ELECTION) or "")


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        ("first.last", "francoise.dupont", None),
        ("first.last", "francoise.dupont@ac-toulouse.fr", "sans doute « francoise.dupont »"),
        ("first.last", "fdupont@ac-toulouse.fr", "pas votre adresse : votre prénom et votre nom"),
        ("any", "francoise.dupont", None),
        ("any", "f.d@ac-toulouse.fr", "pas votre adresse : celui de votre messagerie"),
        ("any", "fdupônt", "sans accent"),
    ],
)
def test_the_rule_of_an_election_decides_what_is_a_slip(
    form: UserNameForm, typed: str, said: str | None
) -> None:
    election = ELECTION.changed(mail=ELECTION.mail.changed(user_names=form))

    hint = user_name_hint(typed, election)

    assert hint is None if said is None else said in (hint or "")


def test_a_numen_is_no_slip_where_it_opens_nothing() -> None:
    election = ELECTION.changed(mail=ELECTION.mail.changed(backend="smtp-imap"))

    assert user_name_hint("16E0501234ABC", election) is None
