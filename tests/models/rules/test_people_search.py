"""A person is found as one types, whatever a keyboard makes of the name."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.people_search import (
    MOST_WORDS,
    SHORTEST_WITH_SLIP,
    finds,
    joined,
    slips_of,
    understand,
    words_of,
)

BRIEN = words_of("Jean-Noël", "O'Brien d'Arc", "jobriendarc")
FABRE = words_of("Inès", "Fabre", "ifabre")
NAMES = st.text("abcdefghijklmnopqrstuvwxyzéèçïÉ-' ", min_size=4, max_size=20)


@pytest.mark.parametrize(
    "typed",
    ["Fabré Ines", "fabre", "INÈS FABRE", "fab", "ines f", "fbare ines", "ifab", "fabbre", "fabr"],
)
def test_ines_fabre_is_found(typed: str) -> None:
    assert finds(understand(typed), FABRE)


@pytest.mark.parametrize(
    "typed",
    [
        "obrien",
        "O’Brien",
        "o brien d arc",
        "darc jean",
        "jean noel",
        "jeannoel",
        "Jean-Noel obrein",
    ],
)
def test_an_apostrophe_and_a_hyphen_are_typed_in_any_way(typed: str) -> None:
    assert finds(understand(typed), BRIEN)


@pytest.mark.parametrize(
    "typed", ["", " ", "dupont", "fabre dupont", "fbaer", "inesx fabrexx", "'"]
)
def test_others_are_not(typed: str) -> None:
    assert not finds(understand(typed), FABRE)


@pytest.mark.parametrize("typed", ["de la tour", "delatour", "latour", "tour de la", "la tour"])
def test_a_name_with_particles_is_written_in_one_word_or_several(typed: str) -> None:
    assert finds(understand(typed), words_of("Anne", "de la Tour d'Auvergne"))


def test_what_is_typed_in_several_words_may_be_one() -> None:
    asked = understand("de la tour anne")
    name = words_of("Anne", "Delatour")
    assert not finds(asked, name)
    assert any(finds(one, name) for one in joined(understand("de latour anne")))
    assert any(finds(one, words_of("Delatour")) for one in joined(understand("de la tour")))
    assert [*joined(understand("delatour"))] == []


@pytest.mark.parametrize(
    ("typed", "local_part"),
    [
        ("jean.martin7", "jean.martin7"),
        ("Jean.Martin7@", "jean.martin7"),
        ("jmartin1", "jmartin1"),
        ("jean-noel", ""),
        ("jean martin7", ""),
        ("martin", ""),
        ("martin.", ""),
    ],
)
def test_what_begins_an_address_is_known_by_its_shape(typed: str, local_part: str) -> None:
    assert understand(typed).local_part == local_part


def test_an_address_and_a_school_are_known_by_their_shape() -> None:
    assert understand(" Ines.Fabre@ac-toulouse.fr ").address == "ines.fabre@ac-toulouse.fr"
    assert understand("ines.fabre").words == ("ines", "fabre")
    assert understand("0310001a").uai == "0310001A"
    assert understand("0310001").uai == ""


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_the_words_does_not_matter(name: str, chance: random.Random) -> None:
    words = list(understand(name).words)
    chance.shuffle(words)
    assert finds(understand(" ".join(words)), words_of(name)) == bool(words)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=SHORTEST_WITH_SLIP, max_size=12), st.data())
def test_one_slip_is_forgiven_and_goes_both_ways(word: str, data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from(sorted(slips_of(word))))
    assert word in slips_of(slip)
    if len(slip) >= SHORTEST_WITH_SLIP:
        assert finds(understand(slip), {word})


@given(st.text(max_size=300))
def test_whatever_is_typed_asks_for_little(typed: str) -> None:
    question = understand(typed)
    assert len(question.words) <= MOST_WORDS
    assert all(word.isascii() and word.isalnum() for word in question.words)


def test_a_name_of_one_letter_is_found() -> None:
    assert words_of("O", "Jin") == {"o", "jin"}
    assert words_of("a---") == {"a"}
    assert finds(understand("o"), words_of("O"))
