"""Cells that a spreadsheet will open."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.views.administration import MailCounts, Status, StatusAxis, StatusCount
from models.views.csv_tables import neutralised, status_csv
from tests.models.clocks import MORNING


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_could_be_a_formula_is_preceded_by_an_apostrophe(start: str) -> None:
    assert neutralised(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text(alphabet=st.sampled_from("a1;,\n\r\t=+-@' ")))
def test_no_text_comes_out_as_a_formula_and_none_is_lost(text: str) -> None:
    out = neutralised(text)
    for cell in re.split("[;,\n]", out):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert out.replace("'", "") == text.replace("'", "")


def test_a_school_s_name_runs_in_no_column_of_a_french_spreadsheet() -> None:
    """A spreadsheet that splits at semicolons has a cell of its own behind each."""
    line = StatusCount("0310001A", "École;=1+1", 1, 0, 0, 0)
    mails = MailCounts(0, 0, 0, 0, None, 0, 20_000)
    status = Status("Élection", StatusAxis.SCHOOL, MORNING, line, (line,), mails, None)
    written = status_csv(status)
    assert "École;'=1+1" in written
    assert '"École' in written
