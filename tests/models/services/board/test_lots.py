"""A lot is entered once, for the seat that waits for it, between the lists that are tied."""

from __future__ import annotations

import pytest

from models.errors import LotRefused, PresenceNeeded, ResultsNotReady, ScrutinUnknown
from models.tables.audit import AuditEvent
from models.tables.count import DrawnLot
from models.views.results import ScrutinResult
from models.views.seats import SeatReason
from tests.models.counts import write_counts
from tests.models.polls import Poll
from tests.models.services.board.members import OPENING, PRESIDENT, acts, present
from tests.models.steps import SOURCE


@pytest.fixture
def tied(poll: Poll) -> Poll:
    """Two lists with as many votes and candidates for fifteen seats: the last one is drawn."""
    write_counts(poll.espace, {"CTM": (1, 10, 0, 10, 0), "CTA": (0, 4, 0, 0, 0)})
    return poll


def enter(poll: Poll, winner: int, code: str = "CTM") -> ScrutinResult:
    there = present(poll.espace, *OPENING)
    return poll.espace.board.enter_lot(there, code, winner, source=SOURCE)


def drawn(poll: Poll) -> list[tuple[int, int]]:
    with poll.espace.context.connection():
        return [(row.seat, row.winner) for row in DrawnLot.select().order_by(DrawnLot.seat)]


def due_in(poll: Poll) -> tuple[int, tuple[int, ...]]:
    """Return the seat that waits for its lot, and between which lists."""
    (found,) = [one for one in poll.espace.board.list_results() if one.code == "CTM"]
    assert found.allocation is not None
    due = found.allocation.lot_due
    assert due is not None
    return due.number, due.tied


def test_a_lot_gives_its_seat_and_is_not_entered_twice(tied: Poll) -> None:
    seat, lists = due_in(tied)
    before = len(acts(tied.espace))
    result = enter(tied, lists[-1])
    assert result.allocation is not None
    given = next(one for one in result.allocation.remaining if one.number == seat)
    assert (given.winner, given.reason) == (lists[-1], SeatReason.LOT)
    assert drawn(tied) == [(seat, lists[-1])]
    assert acts(tied.espace)[before:] == ["board_lot/1,3,4"]
    with tied.espace.context.connection():
        newest = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert newest.kind == f"lot_drawn/{seat}/{lists[-1]}/CTM"
    with pytest.raises(LotRefused, match="Aucun siège"):
        enter(tied, lists[0])
    assert drawn(tied) == [(seat, lists[-1])]


def test_it_is_drawn_between_the_tied_lists_and_before_the_board(tied: Poll) -> None:
    with pytest.raises(LotRefused, match=r"entre ces listes : 1 \(.*3 \("):
        enter(tied, 4)
    with pytest.raises(PresenceNeeded):
        tied.espace.board.enter_lot(present(tied.espace, PRESIDENT), "CTM", 1, source=SOURCE)
    assert drawn(tied) == []
    assert acts(tied.espace) == []


def test_no_lot_is_drawn_where_there_is_no_tie_or_no_result(tied: Poll) -> None:
    with pytest.raises(LotRefused, match="Aucun siège du scrutin CTA"):
        enter(tied, 1, "CTA")
    with pytest.raises(ResultsNotReady):
        enter(tied, 1, "CAPN-certifie")
    with pytest.raises(ScrutinUnknown):
        enter(tied, 1, "ABC")
