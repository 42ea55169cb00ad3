"""Rows as lines of an archive, and back."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.archive.rows import row_line, rows_of

CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.binary())


@given(st.lists(st.lists(CELLS, max_size=8), max_size=4))
def test_rows_come_back_as_they_were(rows: list[list[object]]) -> None:
    lines = b"".join(map(row_line, rows))
    assert lines.count(b"\n") == len(rows)
    assert rows_of(lines.removesuffix(b"\n")) == rows


def test_a_moment_stands_as_the_databases_write_it() -> None:
    line = row_line([1, datetime(2014, 11, 28, 8, 30)])
    assert rows_of(line.rstrip()) == [[1, "2014-11-28 08:30:00"]]


@pytest.mark.parametrize(
    "line", [b"{}", b'"Dupont"', b"16", b"Dupont;16", b"[1", b'[{"base64": 1}]', b"[{}]", b"[1]\n"]
)
def test_a_line_that_is_no_row_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        rows_of(line)


def test_what_no_archive_can_hold_is_refused_without_its_value() -> None:
    with pytest.raises(TypeError, match="set") as refusal:
        row_line([{"Cormoran7Vallespir"}])
    assert "Cormoran" not in str(refusal.value)
