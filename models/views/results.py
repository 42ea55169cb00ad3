"""The result of a scrutin: who voted, for what, and who sits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.views.seats import Allocation


@dataclass(frozen=True, slots=True)
class PastResult:
    """What a list got in the election before, as the election file has it.

    Attributes:
        votes: How many ballots chose it.
        seats: How many seats it won; None: the file does not say.
    """

    votes: int
    seats: int | None


@dataclass(frozen=True, slots=True)
class PastElection:
    """The election before in a scrutin, as the election file has it.

    Attributes:
        name: How it is called, « 2011 »; empty: the file does not say.
        valid: How many valid ballots it had; 0 if it is not known.
        lists: What the lists got in it, by their order; without those of which nothing is known.
    """

    name: str
    valid: int
    lists: Mapping[int, PastResult]


@dataclass(frozen=True, slots=True)
class ListResult:
    """What a list got.

    Attributes:
        order: Its place among the lists of its scrutin, from 1.
        name: In full.
        short: For a narrow column.
        votes: How many ballots chose it.
        seats: How many seats it has won so far; None: the scrutin's seats are not known.
        elected: The candidates who sit, by their rank.
        before: The election before; None: the file does not say.
    """

    order: int
    name: str
    short: str
    votes: int
    seats: int | None
    elected: tuple[str, ...]
    before: PastResult | None


@dataclass(frozen=True, slots=True)
class ScrutinResult:
    """The result of a scrutin.

    Attributes:
        code: As the election file names it.
        short: What is shown; several scrutins may share it.
        title: In full.
        level: « national », « académique ».
        electors: Who could vote in it.
        voters: Lines of the signature list.
        blank: How many ballots were blank.
        lists: In their order.
        allocation: The seats with their reasoning; None: how many seats there are is not known.
        closed_at: Aware; when its urn was closed.
        counted_at: Aware; when it was counted.
        checked: By how many implementations it was counted, in French.
        archive: The fingerprint of its archive: hexadecimal SHA-256.
        previous: How the election before is called, « 2011 »; empty: the file does not say.
        previous_valid: How many valid ballots that one had; 0 if it is not known.
    """

    code: str
    short: str
    title: str
    level: str
    electors: int
    voters: int
    blank: int
    lists: tuple[ListResult, ...]
    allocation: Allocation | None
    closed_at: datetime
    counted_at: datetime
    checked: str
    archive: str
    previous: str = ""
    previous_valid: int = 0

    @property
    def valid(self) -> int:
        """How many ballots chose a list."""
        return sum(one.votes for one in self.lists)

    @property
    def ballots(self) -> int:
        """How many ballots were in the urn."""
        return self.blank + self.valid
