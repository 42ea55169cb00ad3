"""A first password is understood as its election describes it; a costly pattern is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.first_passwords import (
    ANCHORED,
    LENGTHS,
    NO_CLASS,
    NUMEN,
    OPEN_LENGTHS,
    SMALL_LETTERS,
    TOO_LONG,
    FirstPassword,
    pattern_flaw,
)

CARD = FirstPassword("numéro d'agent", "« A », un tiret, huit chiffres", "^A-[0-9]{8}$", upper=True)
CASED = FirstPassword("jeton", "dix lettres", "^[A-Za-z]{8,10}$", upper=False)


@pytest.mark.parametrize("typed", ["A-12345678", "a-12345678", " a -1234 5678 ", "\uff21-12345678"])
def test_its_own_dash_is_kept(typed: str) -> None:
    assert CARD.normalise(typed) == "A-12345678"


def test_case_counts_if_the_election_says_so() -> None:
    assert CASED.normalise("abCDefgh") == "abCDefgh"
    assert CASED.normalise("abcdefg") is None


@pytest.mark.parametrize("password", ["Camion-A-12345678!", "a12345678" * 2, "A-1234 5678"])
def test_it_is_found_in_a_password(password: str) -> None:
    assert CARD.is_in(password) is ("a12345678" not in password)


def test_what_any_word_looks_like_is_found_in_none() -> None:
    assert not CASED.is_in("abCDefgh")
    assert NUMEN.is_in("xy16e 05-01234 abc7")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[0-9]{8}", ANCHORED),
        ("^$", ANCHORED),
        (f"^{'A' * 63}$", TOO_LONG),
        ("^([A-Z]+)+$", "à partir de « ([A-Z]+)+ »"),
        ("^[A-Z]*$", "« * »"),
        ("^[A-Z]{6,}$", "« {6,} »"),
        ("^.{8}$", "« .{8} »"),
        ("^A|[0-9]{8}$", "« |[0-9]{8} »"),
        ("^[Z-A]{8}$", NO_CLASS),
        ("^[A-Z]{9,2}$", NO_CLASS),
        ("^[A-Z]{0,9}[0-9]{0,9}[A-Z]{8,9}$", OPEN_LENGTHS),
        ("^[A-Z]{5}$", LENGTHS),
        ("^[A-Z]{60,65}$", LENGTHS),
        ("^[a-z]{8}$", SMALL_LETTERS),
    ],
)
def test_a_pattern_that_is_no_shape_is_refused(pattern: str, reason: str) -> None:
    assert reason in (pattern_flaw(pattern, upper=True) or "")


@pytest.mark.parametrize("pattern", [NUMEN.pattern, CARD.pattern, r"^\d{6,10}-?[A-Z]{2}$"])
def test_a_pattern_that_is_a_shape_is_taken(pattern: str) -> None:
    assert pattern_flaw(pattern, upper=True) is None


@given(st.text("A-Z[]{}0123456789\\d^$?,()*+|.ab", max_size=40))
def test_whatever_is_taken_compiles_and_decides_soon(text: str) -> None:
    pattern = f"^{text}$"
    if pattern_flaw(pattern, upper=False) is None:
        re.compile(pattern)
        began = time.process_time()
        FirstPassword("", "", pattern, upper=False).is_in("1" * 5_000)
        assert time.process_time() - began < 0.5


@given(st.text())
def test_what_comes_out_is_stable(text: str) -> None:
    for first in (NUMEN, CARD, CASED):
        kept = first.normalise(text)
        assert kept is None or first.normalise(kept) == kept
