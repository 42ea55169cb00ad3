"""Identifiants de vote: typed in any shape, and any slip of the fingers is found."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.errors import IdentifierRefused
from models.voting.credentials import public_credential
from models.voting.identifiers import (
    ALPHABET,
    LENGTH,
    VoteIdentifier,
    draw_identifier,
    parse_identifier,
)

IDENTIFIERS = st.randoms(use_true_random=False).map(
    lambda source: draw_identifier(source.randrange)
)
PLACES = st.integers(0, LENGTH - 1)
UUID = "rm5JZ11gnnTkPp"


@given(IDENTIFIERS, st.sampled_from([" ", "", "-", "\u00a0", " - "]), st.booleans())
def test_it_is_understood_in_any_case_and_with_any_separators(
    identifier: VoteIdentifier, separator: str, small: bool
) -> None:
    typed = separator.join(identifier.shown.split())
    assert parse_identifier(typed.lower() if small else typed) == identifier


@given(IDENTIFIERS, PLACES, st.sampled_from(ALPHABET))
def test_any_wrong_character_is_found(identifier: VoteIdentifier, place: int, wrong: str) -> None:
    right = identifier.characters
    assume(right[place] != wrong)
    with pytest.raises(IdentifierRefused):
        parse_identifier(right[:place] + wrong + right[place + 1 :])


@given(IDENTIFIERS, st.integers(0, LENGTH - 2))
def test_any_two_neighbours_exchanged_are_found(identifier: VoteIdentifier, place: int) -> None:
    right = identifier.characters
    assume(right[place] != right[place + 1])
    exchanged = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    with pytest.raises(IdentifierRefused):
        parse_identifier(exchanged)


def test_too_short_too_long_or_with_another_character_is_said_as_such() -> None:
    shown = draw_identifier(random.Random(1).randrange).shown
    with pytest.raises(IdentifierRefused, match="a 20 caractères, vous en avez saisi 19"):
        parse_identifier(shown[:-1])
    with pytest.raises(IdentifierRefused, match="a 20 caractères, vous en avez saisi 21"):
        parse_identifier(shown + "B")
    with pytest.raises(IdentifierRefused, match="ne contient pas « O »"):
        parse_identifier("o" + shown[1:])
    with pytest.raises(IdentifierRefused, match="ne contient pas « \N{REPLACEMENT CHARACTER} »"):
        parse_identifier("\x1b" + shown[1:])


def test_every_character_is_drawn_and_its_check_may_be_any() -> None:
    drawn = [draw_identifier(random.Random(seed).randrange).characters for seed in range(2000)]
    assert len(set(drawn)) == len(drawn)
    assert {each[0] for each in drawn} == {each[-1] for each in drawn} == set(ALPHABET)


def test_it_is_in_no_representation() -> None:
    identifier = draw_identifier(random.Random(2).randrange)
    assert identifier.characters not in repr(identifier)


@given(IDENTIFIERS, IDENTIFIERS, st.integers(1, 9), st.integers(1, 9))
def test_a_link_tells_one_identifier_one_notice_and_one_credential(
    first: VoteIdentifier, second: VoteIdentifier, notice: int, other: int
) -> None:
    assume(first != second and notice != other)
    keys = [public_credential(each, UUID) for each in ("a", "b")]
    links = {
        first.link(notice, UUID, keys[0]),
        second.link(notice, UUID, keys[0]),
        first.link(other, UUID, keys[0]),
        first.link(notice, UUID[::-1], keys[0]),
        first.link(notice, UUID, keys[1]),
    }
    assert len(links) == 5
