"""What the commands about the days of the vote get out of the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KeptList:
    """The trackers of a scrutin at one moment, written for the board.

    Attributes:
        code: Of the scrutin.
        path: The file: the trackers sorted, one a line.
        ballots: How many there are.
        fingerprint: Of the file: hexadecimal SHA-256.
    """

    code: str
    path: Path
    ballots: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TurnoutCount:
    """How many have voted, of those who may.

    Attributes:
        key: Code of the scrutin, of the corps or of the school.
        label: What a person reads.
        electors: Those who may.
        voted: Those who have.
    """

    key: str
    label: str
    electors: int
    voted: int


@dataclass(frozen=True, slots=True)
class HourCount:
    """How many lines the signature list got in an hour.

    Attributes:
        begins: Aware; its beginning, in the election's zone.
        signatures: In all scrutins together.
    """

    begins: datetime
    signatures: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who has voted so far, in numbers.

    Attributes:
        title: Of the election.
        at: Aware; when it was counted.
        closed_at: Aware; when the urns were closed, None before.
        total: People: who may vote in a scrutin at least, and who has.
        scrutins: One line each, in which people vote; their order is the election file's.
        corps: People of each, counted as in the total.
        hours: Those in which somebody voted, in their order.
        schools: People of each as in the total, in the order of their names.
        small_scrutins: How many are too small to be told, see `rules.turnout`.
        small_corps: Likewise.
        small_schools: Likewise.
    """

    title: str
    at: datetime
    closed_at: datetime | None
    total: TurnoutCount
    scrutins: tuple[TurnoutCount, ...]
    corps: tuple[TurnoutCount, ...]
    hours: tuple[HourCount, ...]
    schools: tuple[TurnoutCount, ...] = ()
    small_scrutins: int = 0
    small_corps: int = 0
    small_schools: int = 0


@dataclass(frozen=True, slots=True)
class NotedFingerprint:
    """A list of trackers that was handed to the board, as the audit chain has it.

    Attributes:
        code: Of the scrutin.
        at: Aware; when it was noted.
        ballots: How many trackers it has.
        beginning: Of its fingerprint: 31 hexadecimal digits or more.
    """

    code: str
    at: datetime
    ballots: int
    beginning: str


@dataclass(frozen=True, slots=True)
class UrnAtClosing:
    """The urn of a scrutin as it was closed.

    Attributes:
        code: Of the scrutin.
        title: Of the scrutin.
        ballots: How many are in it.
        signatures: How many lines its signature list has.
        fingerprint: Of its trackers, sorted, a line each: hexadecimal SHA-256.
        intact: Whether its trackers and its signatures are still those.
        altered: How many ballots are no more those of their trackers.
        taken: How many votes the audit chain has; None: it was edited, and was not asked.
    """

    code: str
    title: str
    ballots: int
    signatures: int
    fingerprint: str
    intact: bool
    altered: int = 0
    taken: int | None = None

    @property
    def all_taken(self) -> bool:
        """Whether there are as many ballots as votes that were taken."""
        return self.taken in (None, self.ballots)

    @property
    def even(self) -> bool:
        """Whether there are as many ballots as signatures."""
        return self.ballots == self.signatures


@dataclass(frozen=True, slots=True)
class WrongList:
    """A list of the board that does not fit.

    Attributes:
        path: The file.
        reason: In French.
    """

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ListsCompared:
    """The lists that the board has kept, compared with the urns.

    Attributes:
        fitting: How many fit, by the code of the scrutin.
        wrong: Those that do not.
        absent: How many the audit chain has that were not among them.
    """

    fitting: Mapping[str, int]
    wrong: tuple[WrongList, ...]
    absent: int

    @property
    def right(self) -> int:
        """How many fit in all."""
        return sum(self.fitting.values())


@dataclass(frozen=True, slots=True)
class Closing:
    """The urns, closed.

    Attributes:
        closed_at: Aware; when.
        before: Whether they were closed before this call.
        urns: One a scrutin in which people vote.
        in_order: Whether the database tells no more in which order ballots came.
        lists: What the comparison of the board's lists gave; None if none was asked for.
        chain_fault: Sequence number of the first event of the audit chain that does not fit; None:
            it is whole.
    """

    closed_at: datetime
    before: bool
    urns: tuple[UrnAtClosing, ...]
    in_order: bool
    lists: ListsCompared | None
    chain_fault: int | None = None

    @property
    def right(self) -> bool:
        """Whether there is nothing to look into."""
        return (
            self.in_order
            and self.chain_fault is None
            and all(
                urn.even and urn.intact and urn.all_taken and not urn.altered for urn in self.urns
            )
            and not (self.lists and self.lists.wrong)
        )


@dataclass(frozen=True, slots=True)
class ExportedArchive:
    """The archive of a scrutin.

    Attributes:
        code: Of the scrutin.
        title: Of the scrutin.
        path: The file.
        ballots: How many are in it.
        setup: What names its setup, as the minutes of the seal have it.
        fingerprint: Of the file: hexadecimal SHA-256.
        counted: Whether its result is in it.
    """

    code: str
    title: str
    path: Path
    ballots: int
    setup: str
    fingerprint: str = ""
    counted: bool = False
