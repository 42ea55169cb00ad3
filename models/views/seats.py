"""How the seats of a scrutin were given to the lists, with every reason: data, not prose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ListVotes:
    """What the rule of the seats needs of a list.

    Attributes:
        order: Its place among the lists of its scrutin, from 1.
        votes: How many ballots chose it.
        candidates: How many people are on it: it cannot take more seats.
    """

    order: int
    votes: int
    candidates: int


class SeatReason(StrEnum):
    """Why a remaining seat went to a list."""

    AVERAGE = "average"
    """Its average is the highest."""
    VOTES = "votes"
    """Of those with the highest average it has the most votes."""
    CANDIDATES = "candidates"
    """Of those with as many votes, too, it has the most candidates."""
    EACH = "each"
    """Those with as many candidates, too, get one each of the seats left: no lot is needed."""
    LOT = "lot"
    """Of those with as many candidates, too, the board drew it by lot."""


@dataclass(frozen=True, slots=True)
class Average:
    """The average of a list for one seat: its votes by the seats it has and one more.

    Attributes:
        order: Of the list.
        votes: How many ballots chose it.
        seats: How many seats it has so far.
    """

    order: int
    votes: int
    seats: int

    @property
    def value(self) -> Fraction:
        """The average, exact."""
        return Fraction(self.votes, self.seats + 1)


@dataclass(frozen=True, slots=True)
class RemainingSeat:
    """A seat that the quotient did not give.

    Attributes:
        number: Of the seat, from 1, those by quotient being counted first.
        averages: Of every list that can still take a seat, in their order.
        tied: Orders of the lists between which nothing but a lot decides; empty if none is needed.
        winner: Order of the list that gets it; None: the board has still to draw the lot.
        reason: Why; None without a winner.
    """

    number: int
    averages: tuple[Average, ...]
    tied: tuple[int, ...]
    winner: int | None
    reason: SeatReason | None


@dataclass(frozen=True, slots=True)
class ListSeats:
    """The seats of a list.

    Attributes:
        order: Of the list.
        by_quotient: How many it got by the quotient.
        won: How many it has in all.
        missed: How many more the quotient would have given it if it had as many candidates.
        full: Whether all of its candidates sit: it takes no further seat.
    """

    order: int
    by_quotient: int
    won: int
    missed: int = 0
    full: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """The seats of a scrutin, given as far as nothing has to be drawn by lot.

    Attributes:
        seats: How many were to be won.
        valid: How many ballots chose a list.
        lists: In their order.
        remaining: The seats after those by quotient, in the order in which they were given. The
            last one has no winner while its lot has not been drawn; none follows it.
        vacant: Seats that nobody can take: no list has a candidate or a vote for them.
    """

    seats: int
    valid: int
    lists: tuple[ListSeats, ...]
    remaining: tuple[RemainingSeat, ...]
    vacant: int

    @property
    def quotient(self) -> Fraction | None:
        """Valid ballots a seat; None if there is no seat."""
        return Fraction(self.valid, self.seats) if self.seats else None

    @property
    def lot_due(self) -> RemainingSeat | None:
        """The seat for which the board has to draw a lot; None: all are given."""
        last = self.remaining[-1] if self.remaining else None
        return last if last is not None and last.winner is None else None
