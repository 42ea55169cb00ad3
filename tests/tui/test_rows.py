"""The rows of a long text are those that Textual would make of it, a slice at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from tui.widgets.rows import PIECE, SLICE, Rows

SIGNS = st.sampled_from("ab é漢😀\u0301\u200b-\n\n  ")
WIDTHS = st.integers(2, 80)
HOSTILE = {
    "empty lines": "\n" * 65_536,
    "short lines": "abc\n" * 16_384,
    "accents": "é\n" * 32_768,
    "one word": "a" * 65_536,
    "words": "été " * 16_384,
    "spaces": " " * 65_536,
    "colons": "a : b ; " * 8_192,
    "ideographs": "漢" * 21_845,
    "combining": "a" + "\u0301" * 32_768,
    "families": "👩\u200d👩\u200d👧" * 3_600,
}


def all_of(text: str, width: int) -> list[str]:
    rows = Rows(text, width)
    while not rows.complete:
        rows.make()
    return rows.made


def as_textual_would(text: str, width: int) -> list[str]:
    return [row.plain for paragraph in text.split("\n") for row in Content(paragraph).wrap(width)]


@given(st.text(SIGNS, max_size=300), WIDTHS)
def test_rows_are_those_of_textual(text: str, width: int) -> None:
    expected = [row.rstrip() for row in as_textual_would(text, width)]
    assert [row.rstrip() for row in all_of(text, width)] == expected


@given(st.lists(st.text("abcdé", min_size=1, max_size=20), min_size=300, max_size=500), WIDTHS)
def test_a_long_paragraph_takes_no_more_rows_than_at_once(words: list[str], width: int) -> None:
    """And perhaps fewer: behind a broken word Textual may give a space a row of its own."""
    paragraph = " ".join([*words, "fin" * PIECE])
    rows = all_of(paragraph, width)
    assert "".join(rows).replace(" ", "") == paragraph.replace(" ", "")
    assert max(map(cell_len, rows)) <= width
    assert len(rows) <= len(as_textual_would(paragraph, width))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_slice_is_no_more_than_was_asked_for_and_nothing_is_lost(name: str) -> None:
    text = HOSTILE[name]
    rows, before, taken = Rows(text, 76), 0, []
    while not rows.complete:
        rows.make()
        taken.append(sum(len(row) + 1 for row in rows.made[before:]))
        before = len(rows.made)
    assert max(taken) <= SLICE + 2 * PIECE
    assert all(cell_len(row) <= 76 for row in rows.made)
    assert "".join(rows.made).replace(" ", "") == text.replace("\n", "").replace(" ", "")
