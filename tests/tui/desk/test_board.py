"""Who leads the helpdesk sees the day; agents do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models import StatusCount
from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import enter
from tests.tui.reading import text_of
from tests.tui.sandbox import appeared, arrived
from tui.desk.board_words import line_parts
from tui.visit.bars import BAR, bar, spark


async def test_a_supervisor_opens_the_board(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 40)) as pilot:
        await enter(desk, pilot, "chef")
        await pilot.press("f5")
        await arrived(desk, pilot, "desk_board")
        await appeared(desk, pilot, "Comptes dont le code a expiré")
        await appeared(desk, pilot, "PAR CORPS")
        assert "AESH" in desk.words
        await appeared(desk, pilot, "admin status --desk --csv")
        await pilot.press("e")
        await appeared(desk, pilot, "PAR ÉTABLISSEMENT")
        assert "Collège Pyrène" in desk.words


async def test_an_agent_has_no_board(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await enter(desk, pilot)
        assert "Tableau" not in text_of(desk.app)
        await pilot.press("f5")
        await pilot.pause()
        assert desk.route == "desk_search"
        desk.desk_app.go("desk_board")
        await appeared(desk, pilot, "Il faut une personne responsable")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=24))
def test_a_row_of_columns_is_as_long_as_its_numbers(numbers: list[int]) -> None:
    drawn = spark(numbers)
    assert len(drawn) == len(numbers)
    if max(numbers):
        assert drawn[numbers.index(max(numbers))] == "█"


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_bar_is_always_as_long(part: int, rest: int) -> None:
    assert sum(len(piece[0]) for piece in bar(part, part + rest)) == BAR


def test_the_lines_that_lag_come_first() -> None:
    lines = [StatusCount("a", "A", 10, 9, 9, 9), StatusCount("b", "B", 10, 1, 1, 1)]
    words = "".join(part if isinstance(part, str) else part[0] for part in line_parts(lines))
    assert words.index("B") < words.index("A")
