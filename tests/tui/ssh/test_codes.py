"""Codes that are called out across a room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ssh.codes import LENGTH, LETTERS, new_code, read_code


@given(st.sets(st.text(LETTERS, min_size=LENGTH, max_size=LENGTH)))
def test_a_new_code_is_none_that_is_taken(taken: set[str]) -> None:
    code = new_code(taken)
    assert code not in taken
    assert read_code(code) == code


@pytest.mark.parametrize("word", ["bcdfg", " BCDFG ", "BC-DFG", "Bcdfg"])
def test_a_code_is_read_however_it_is_written(word: str) -> None:
    assert read_code(word) == "BCDFG"


@given(st.text(max_size=12))
def test_anything_else_is_no_code(word: str) -> None:
    code = read_code(word)
    assert code == "" or (len(code) == LENGTH and set(code) <= set(LETTERS))
