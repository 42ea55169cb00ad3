"""The members of an act fit into its event, whoever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.board_numbers import read_members, write_members
from models.services.vote.urns import LONGEST_KIND
from models.settings.board import MOST_MEMBERS
from models.views.bureau import BoardAct

ROOM = LONGEST_KIND - max(len(f"board_{act}/") for act in BoardAct)


@given(st.sets(st.integers(1, MOST_MEMBERS)))
def test_whoever_is_there_is_read_as_written(numbers: set[int]) -> None:
    text = write_members(numbers, ROOM)
    assert len(text) <= ROOM
    assert list(read_members(text)) == sorted(numbers)


def test_without_room_for_a_mask_nobody_is_left_out_in_silence() -> None:
    assert write_members(range(1, 31), 9) == "x3fffffff"
    with pytest.raises(ValueError, match="no room"):
        write_members(range(1, 31), 8)


def test_few_members_are_a_list() -> None:
    assert write_members([4, 1, 3], ROOM) == "1,3,4"


def test_what_was_cut_or_is_no_number_is_left_out() -> None:
    assert read_members("1,2,") == (1, 2)
    assert read_members("xzz") == read_members("") == read_members("a,²") == ()
