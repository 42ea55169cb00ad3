"""Names of lists and candidates, and professions de foi: safe, and the same whoever typed them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.candidate_lists import (
    commanding_line,
    holds_commands,
    name_of,
    profession_of,
    repeated,
    same_candidate,
    same_name,
    same_person,
)
from models.rules.text import clean_line, clean_text

LINES = st.text(max_size=80)
FRENCH = st.text("abcÀÉéèçœŒ '’-[](),.&+/ ", max_size=60)


@given(LINES | FRENCH)
def test_a_name_is_composed_on_one_line_and_harmless(line: str) -> None:
    name = name_of(line)
    assert name == name.strip()
    assert not holds_commands(name)
    assert clean_line(name, longest=max(1, len(name))) == name
    assert name_of(name) == name


@given(FRENCH)
def test_the_short_way_for_ordinary_names_leads_to_the_same(line: str) -> None:
    assert name_of(line) == unicodedata.normalize("NFC", clean_line(line))


@given(FRENCH)
def test_however_letters_are_composed_and_cased_it_is_the_same_name(line: str) -> None:
    apart = unicodedata.normalize("NFD", line)
    assert name_of(apart) == name_of(line)
    assert same_name(apart.lower()) == same_name(line)


@given(st.text(max_size=200))
def test_a_profession_is_harmless_and_stays_as_it_is(text: str) -> None:
    shown = profession_of(text)
    assert commanding_line(shown) is None
    assert clean_text(shown, longest=len(shown)) == (shown, False)
    assert profession_of(shown) == shown


@given(st.lists(st.sampled_from(["é", "\n", "\r\n", "\t", "a"])).map("".join))
def test_lines_and_tabs_command_nothing(text: str) -> None:
    assert commanding_line(text) is None


@given(st.sampled_from("\x00\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\u2028"), st.integers(0, 5))
def test_what_commands_a_terminal_is_found_with_its_line(sign: str, lines: int) -> None:
    assert commanding_line("ligne\r\n" * lines + f"a{sign}b\n") == lines + 1
    assert holds_commands(f"a{sign}b")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mme Anne MARTIN (école du Pont)", "anne martin  (Ecole du Pont)", True),
        ("M. Jean d'ARC (lycée)", "Monsieur Jean d’Arc (lycée)", True),
        ("Anne MARTIN (école du Pont)", "Anne MARTIN (école du Parc)", False),
        ("M. Marc MARTIN", "Marc MARTIN", True),
    ],
)
def test_a_candidate_is_the_same_whoever_wrote_the_line(one: str, other: str, same: bool) -> None:
    assert (same_candidate(one) == same_candidate(other)) is same


def test_a_person_may_be_named_in_two_orders_and_two_schools() -> None:
    assert same_person("Mme MARTIN Anne-Lise (école)") == same_person("Anne-Lise Martin (lycée)")
    assert same_person("Anne MARTIN") != same_person("Anna MARTIN")


def test_what_is_repeated_is_found_with_the_first() -> None:
    assert repeated("abcacab") == {3: 0, 4: 2, 5: 0, 6: 1}
    assert repeated("abc") == {}
