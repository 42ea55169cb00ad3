"""Who gets the seats: proportional representation by quotient, then by the highest average.

Each list gets as many seats as its votes contain the quotient, which is the number of votes for all
lists divided by the number of seats. Each seat left goes to the list whose average, its votes
divided by the seats it has and one more, is the highest; of equal averages to the list with more
votes, then to the one with more candidates, then by lot (décret n° 82-451 of 28 May 1982, article
21, for the commissions administratives paritaires; décret n° 2011-184 of 15 February 2011 for the
comités techniques). No list gets more seats than it has candidates.

If the lists have fewer candidates than there are seats, the Conseil d'État reckons the quotient by
the seats that can be won (16 June 1999, ministre de l'économie). It makes no difference to the
outcome: each candidate of a list that has votes is elected anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from models.views.seats import (
    Allocation,
    Average,
    ListSeats,
    ListVotes,
    RemainingSeat,
    SeatReason,
)

NO_LOTS: Mapping[int, int] = MappingProxyType({})


def allocate(
    seats: int, lists: Sequence[ListVotes], lots: Mapping[int, int] = NO_LOTS
) -> Allocation:
    """Give the seats of a scrutin to its lists, up to the first seat whose lot is not drawn.

    Args:
        seats: To be won, zero or more.
        lists: Those of the scrutin, in any order.
        lots: Orders of the lists that the board has drawn, by the number of the seat. One for a
            seat that needs none, or for a list that is not tied, changes nothing.

    Returns:
        The seats with their reasoning. A list without a vote gets none; what nobody can take is
        vacant.
    """
    in_order = sorted(lists, key=lambda one: one.order)
    valid = sum(one.votes for one in in_order)
    contained = {one.order: one.votes * seats // valid if valid else 0 for one in in_order}
    by_quotient = {one.order: min(contained[one.order], one.candidates) for one in in_order}
    won = dict(by_quotient)
    remaining: list[RemainingSeat] = []
    for number in range(sum(won.values()) + 1, seats + 1):
        able = [one for one in in_order if one.votes and won[one.order] < one.candidates]
        if not able:
            break
        seat = _give(number, seats, able, won, lots.get(number))
        remaining.append(seat)
        if seat.winner is None:
            break
        won[seat.winner] += 1
    return Allocation(
        seats=seats,
        valid=valid,
        lists=tuple(
            ListSeats(
                order=one.order,
                by_quotient=by_quotient[one.order],
                won=won[one.order],
                missed=contained[one.order] - by_quotient[one.order],
                full=won[one.order] == one.candidates,
            )
            for one in in_order
        ),
        remaining=tuple(remaining),
        vacant=_vacant(seats, in_order),
    )


def _vacant(seats: int, lists: Sequence[ListVotes]) -> int:
    """Return how many seats nobody can take, whatever a lot decides."""
    return max(0, seats - sum(one.candidates for one in lists if one.votes))


def _give(
    number: int, seats: int, able: Sequence[ListVotes], won: Mapping[int, int], drawn: int | None
) -> RemainingSeat:
    """Return who gets a seat, and why.

    Args:
        number: Of the seat, from 1.
        seats: How many there are in all.
        able: The lists that can take it, in their order; one at least.
        won: How many seats each list has so far, by its order.
        drawn: Order of the list that the board has drawn for it; None: it has drawn none.
    """
    averages = {one.order: Average(one.order, one.votes, won[one.order]) for one in able}
    highest = max(average.value for average in averages.values())
    first = [one for one in able if averages[one.order].value == highest]
    most_votes = [one for one in first if one.votes == max(other.votes for other in first)]
    largest = max(one.candidates for one in most_votes)
    tied = [one.order for one in most_votes if one.candidates == largest]

    winner: int | None = tied[0]
    reason: SeatReason | None = SeatReason.EACH
    if len(first) == 1:
        reason = SeatReason.AVERAGE
    elif len(most_votes) == 1:
        reason = SeatReason.VOTES
    elif len(tied) == 1:
        reason = SeatReason.CANDIDATES
    elif len(tied) > seats - number + 1:
        winner, reason = (drawn, SeatReason.LOT) if drawn in tied else (None, None)
    by_lot = reason in (SeatReason.LOT, None)
    return RemainingSeat(
        number=number,
        averages=tuple(averages.values()),
        tied=tuple(tied) if by_lot else (),
        winner=winner,
        reason=reason,
    )
