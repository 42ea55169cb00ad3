"""Cells that a spreadsheet will open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.views.csv_tables import neutralised


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_could_be_a_formula_is_preceded_by_an_apostrophe(start: str) -> None:
    assert neutralised(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text())
def test_no_text_comes_out_as_a_formula_and_none_is_lost(text: str) -> None:
    out = neutralised(text)
    assert not out.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert out in {text, f"'{text}"}
