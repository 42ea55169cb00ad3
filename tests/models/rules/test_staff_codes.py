"""What of a staff code is compared, and which codes are too easy."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.codes import ALPHABET, show_code
from models.rules.guessability import PersonalFacts
from models.rules.staff_codes import TOO_SHORT, compared_staff_code, staff_code_fault

NOBODY = PersonalFacts()


def fault(code: str) -> str | None:
    return staff_code_fault(code, facts=NOBODY, words=frozenset())


@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_a_code_of_the_program_s_shape_is_the_same_in_any_case_and_with_any_dash(
    code: str,
) -> None:
    for typed in (code, code.lower(), show_code(code), f" {show_code(code.lower())} "):
        assert compared_staff_code(typed) == code


@given(st.text())
def test_any_other_code_is_what_was_typed(text: str) -> None:
    compared = compared_staff_code(text)
    assert compared in {unicodedata.normalize("NFC", text), compared.upper()}
    assert compared_staff_code(compared) == compared


@pytest.mark.parametrize("code", ["Sifflet", "sifflet-9", "SIFFLET-9", "BCDFG-HJKL", " sifflet-9"])
def test_its_case_and_its_spaces_count(code: str) -> None:
    assert compared_staff_code(code) == code


def test_its_length_is_counted_without_the_dash_of_the_program_s_shape() -> None:
    assert fault("Xk9!pq7") == TOO_SHORT
    assert fault("Xk9!pq7z") is None
    assert fault("e\u0301" * 4 + "zx7") == TOO_SHORT
    assert fault("Xk9!pq7z" * 16) is None
    assert fault("Xk9!pq7z" * 16 + "!") == "128 caractères au maximum"
