"""An address is understood leniently, checked strictly, refused in a precise sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import AddressRefused
from models.rules.identifiers import check_address, normalise_address

DOMAINS = ("ac-toulouse.fr",)
ADDRESS = "francoise.dupont@ac-toulouse.fr"
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    "typed",
    [
        ADDRESS,
        "Francoise.DUPONT@AC-Toulouse.fr",
        f"  {ADDRESS}\n",
        "\uff46rancoise.dupont\uff20ac-toulouse.fr",
        f"\u200f{ADDRESS}\u200b",
        f"\ufeff\u202a{ADDRESS}\u202c",
    ],
)
def test_an_address_is_understood_in_any_shape(typed: str) -> None:
    assert check_address(typed, DOMAINS) == ADDRESS


@pytest.mark.parametrize(
    "address",
    ["jean.martin1@ac-toulouse.fr", "jean-noel.obriendarc@ac-toulouse.fr", "x_y+z@ac-toulouse.fr"],
)
def test_exceptions_to_the_general_form_are_addresses_too(address: str) -> None:
    assert check_address(address, DOMAINS) == address


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "de la forme prenom.nom@ac-toulouse.fr"),
        (" \u200b ", "de la forme"),
        ("francoise.dupont", "ajoutez @ac-toulouse.fr"),
        ("a@b@ac-toulouse.fr", "qu'un seul @"),
        ("francoise dupont@ac-toulouse.fr", "sans espace"),
        ("francoise.dupont@gmail.com", "se termine par @ac-toulouse.fr"),
        ("francoise.dupont@mail.ac-toulouse.fr", "se termine par"),
        ("@ac-toulouse.fr", "le début"),
        ("françoise.dupont@ac-toulouse.fr", "sans accent"),
        ("фрэнсис@ac-toulouse.fr", "lettres sans accent"),
        ("francoise..dupont@ac-toulouse.fr", "ne peut pas exister"),
        ("a" * 65 + "@ac-toulouse.fr", "ne peut pas exister"),
        ('"f"@ac-toulouse.fr', "ne peut pas exister"),
        ("f\x1b[31m@ac-toulouse.fr", "ne peut pas exister"),
    ],
)
def test_a_fault_is_named(typed: str, words: str) -> None:
    with pytest.raises(AddressRefused) as refusal:
        check_address(typed, DOMAINS)

    assert words in refusal.value.text


def test_every_domain_of_the_election_is_taken_and_named() -> None:
    domains = ("ac-toulouse.fr", "region-academique-occitanie.fr")

    assert check_address("a@region-academique-occitanie.fr", domains)
    with pytest.raises(AddressRefused, match=r"@ac-toulouse\.fr ou @region-academique"):
        check_address("a@example.fr", domains)


def test_a_domain_of_an_exercise_is_as_good_as_another() -> None:
    assert check_address("a@academie.test", ("academie.test",)) == "a@academie.test"
    assert check_address("a@academie.local", ("academie.local",)) == "a@academie.local"


def test_a_secret_typed_in_the_wrong_field_is_not_repeated() -> None:
    with pytest.raises(AddressRefused) as refusal:
        check_address("16E0501234ABC", DOMAINS)

    assert "0501234" not in refusal.value.text.upper()


@given(ANY_TEXT)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_address(text)

    assert normalise_address(once) == once


@given(ANY_TEXT | ANY_TEXT.map(lambda text: f"{text}@ac-toulouse.fr"))
def test_what_is_taken_is_normalised_ascii_of_the_domain(text: str) -> None:
    try:
        address = check_address(text, DOMAINS)
    except AddressRefused:
        return
    assert address == normalise_address(text)
    assert address.isascii()
    assert address.endswith("@ac-toulouse.fr")
    assert check_address(address, DOMAINS) == address
