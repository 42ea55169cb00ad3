"""A count as the board's acts leave it, written by hand: what is shown of it needs no ballots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models import Espace
from models.services.board.recorded_results import record_lot, record_result
from models.services.vote.destroyed import count_called
from models.tables.count import DrawnLot, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import ClosedUrn
from models.voting.messages import Result, encode
from tests.models.clocks import paris
from tests.models.steps import SOURCE

CLOSED_AT = paris("2014-12-04 17:05")
COUNTED_AT = paris("2014-12-04 18:20")
RESULTS_DAY = paris("2014-12-05 00:00")
CHECKED = "compté par deux programmes indépendants"
ARCHIVE = "ab" * 32


def write_counts(espace: Espace, votes: Mapping[str, Sequence[int]], *, done: bool = True) -> None:
    """Close the urns of some scrutins and count them.

    Args:
        espace: A sealed election.
        votes: By the code of the scrutin: blank votes, then those of each list in their order.
        done: Whether their results are there; otherwise they are only added up.
    """
    with espace.context.transaction():
        for code, numbers in votes.items():
            row = Scrutin.get(Scrutin.code == code)
            scrutin = row.id
            ballots = sum(numbers)
            ClosedUrn.create(
                scrutin=scrutin,
                closed_at=CLOSED_AT,
                ballots=ballots,
                signatures=ballots,
                fingerprint="0" * 64,
            )
            ScrutinCount.create(
                scrutin=scrutin,
                ballots=ballots,
                electors=count_called(row),
                tally="[]",
                added_up_at=COUNTED_AT,
                result=encode(Result((tuple(numbers),))).decode() if done else "",
                counted_at=COUNTED_AT if done else None,
                checked=CHECKED if done else "",
                archive=ARCHIVE if done else "",
            )
            if done:
                record_result(espace.context, row, SOURCE)


def draw_lot(espace: Espace, code: str, seat: int, winner: int) -> None:
    """Write down the lot for a seat."""
    with espace.context.transaction():
        scrutin = Scrutin.get(Scrutin.code == code).id
        DrawnLot.create(scrutin=scrutin, seat=seat, winner=winner, drawn_at=COUNTED_AT)
        record_lot(espace.context, code, seat, winner, SOURCE)
