"""`[board]`: a board that could never open the urns is a fault of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election, ElectionFileError, election_template
from models.settings.reading import parse_election
from models.views.vote_board import BoardRole

DELEGATES = '["Mme Anne LACOSTE", "M. Yves MARTY", "Mme Nadia FERRAND"]'


def parsed(*lines: str) -> Election:
    text = "\n".join([election_template(), "[board]", *lines, ""])
    return parse_election(text, Path("election.toml"))


def test_members_are_numbered_president_first() -> None:
    board = parsed(
        'president = "Mme Claire VIDAL"',
        'secretary = "M. Paul GARRIGUES"',
        f"delegates = {DELEGATES}",
        "threshold = 3",
    ).board
    assert board is not None
    assert [role for _, role in board.members] == [
        BoardRole.PRESIDENT,
        BoardRole.SECRETARY,
        *[BoardRole.DELEGATE] * 3,
    ]
    assert board.members[0][0] == "Mme Claire VIDAL"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (['president = "A"', "threshold = 2"], "le bureau n'a que 1 membre"),
        (
            ['president = "A"', 'secretary = "B"', "threshold = 2"],
            "il faut aussi des délégués de liste",
        ),
        (
            ['president = "A"', 'delegates = ["A", "C"]', "threshold = 2"],
            "un membre du bureau est nommé deux fois",
        ),
        (['president = "A"'], "threshold"),
        (["threshold = 1"], "president"),
        (['president = "A"', "threshold = 0"], "threshold"),
        (['president = "A"', "threshold = 1", 'engines = "none"'], "engines"),
        (['president = "A"', "threshold = 1", "autre = 1"], "autre"),
    ],
)
def test_what_would_leave_the_urns_shut_is_a_fault(lines: list[str], sentence: str) -> None:
    with pytest.raises(ElectionFileError) as refused:
        parsed(*lines)
    assert any(sentence in fault.reason for fault in refused.value.faults) or any(
        sentence in str(fault) for fault in refused.value.faults
    )
