"""What a terminal shows already is not sent again, and it shows the same as if it were."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.driver.unchanged import FORGET, LONGEST, Unchanged

COLUMNS, LINES = 12, 4
COLOURS = ("", "\x1b[31m", "\x1b[1;38;2;10;20;30m")
WORDS = st.text("abé▸ 漢", min_size=1, max_size=3)


def at(row: int, column: int, *segments: tuple[str, str]) -> str:
    """Return a piece of a frame."""
    drawn = "".join(f"{colour}{words}\x1b[0m" if colour else words for colour, words in segments)
    return f"\x1b[{row};{column}H{drawn}"


PIECES = st.builds(
    at, st.integers(1, LINES), st.integers(1, 6), st.tuples(st.sampled_from(COLOURS), WORDS)
)
FRAMES = st.lists(PIECES, max_size=8).map("".join).map(lambda frame: f"{frame}\x1b[1;1H")
ACTS = st.sampled_from(["\x1b[2J", "\x1b[?1049h", FORGET, "\x1b[?2026h", "\x1b[?25l"])


def shown(*texts: str) -> list[object]:
    """Return the cells of a terminal after some texts."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.Stream(screen)
    for text in texts:
        stream.feed(text)
    return [
        [(cell.data, cell.fg, cell.bold) for cell in (screen.buffer[y][x] for x in range(COLUMNS))]
        for y in range(LINES)
    ]


@given(st.lists(FRAMES | ACTS, max_size=12))
def test_the_terminal_shows_the_same(texts: list[str]) -> None:
    unchanged = Unchanged()
    assert shown(*map(unchanged.left_out, texts)) == shown(*texts)


def test_a_row_that_stays_is_not_sent() -> None:
    unchanged = Unchanged()
    frame = at(1, 1, ("\x1b[31m", "Étape"), ("", " 1")) + "\n" + at(2, 1, ("", "zz")) + "\x1b[1;1H"
    assert unchanged.left_out(frame) == frame
    assert unchanged.left_out(frame) == "\x1b[1;1H"
    other = frame.replace("zz", "zy")
    assert unchanged.left_out(other) == at(2, 1, ("", "zy")) + "\x1b[1;1H"


def test_a_part_of_a_row_that_stays_is_not_sent() -> None:
    unchanged = Unchanged()
    unchanged.left_out(at(1, 1, ("\x1b[31m", "bonjour")))
    assert unchanged.left_out(at(1, 4, ("\x1b[31m", "jour"))) == ""
    assert unchanged.left_out(at(1, 4, ("", "jour"))) != ""


@pytest.mark.parametrize("act", [FORGET, "\x1b[2J", "\x1b[?1049l", "\x1bc", "\x1b[3;1H\x1b[K"])
def test_whatever_else_is_written_has_everything_sent_again(act: str) -> None:
    unchanged = Unchanged()
    frame = at(1, 1, ("", "bonjour"))
    unchanged.left_out(frame)
    unchanged.left_out(act)
    assert unchanged.left_out(frame) == frame


def test_what_another_program_wrote_is_gone_after_a_minute() -> None:
    now = [0.0]
    unchanged = Unchanged(lambda: now[0])
    frame = at(1, 1, ("", "bonjour"))
    unchanged.left_out(frame)
    now[0] = LONGEST
    assert unchanged.left_out(frame) == ""
    now[0] = LONGEST + 1
    assert unchanged.left_out(frame) == frame


def test_wide_letters_and_marks_keep_their_cells() -> None:
    unchanged = Unchanged()
    unchanged.left_out(at(1, 1, ("", "漢字e\u0301x")))
    assert unchanged.left_out(at(1, 5, ("", "e\u0301"))) == ""
    assert unchanged.left_out(at(1, 3, ("", "字"))) == ""
    assert unchanged.left_out(at(1, 6, ("", "y"))) != ""
