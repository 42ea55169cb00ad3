"""What the board's host shows: who is there, how far the count is, what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.views.vote_board import BoardMember


class BoardAct(StrEnum):
    """What the board does; the audit chain calls it so, with the members who were there."""

    TRIAL = "trial"
    SEAL = "seal"
    HAND_LISTS = "hand_lists"
    INCIDENT = "incident"
    CLOSE = "close"
    ADD_UP = "add_up"
    FINISH_COUNT = "finish_count"
    LOT = "lot"
    RESULTS = "results"
    """Reading them before their day; nothing of it goes into the audit chain."""
    MINUTES = "minutes"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Presence:
    """A member of the board has shown who they are: their share opened with their passphrase.

    Attributes:
        member: Who.
        at: Aware; when.
    """

    member: BoardMember
    at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that goes into the minutes.

    Attributes:
        number: In the order in which they were written down, from 1.
        at: Aware; when.
        text: What happened, in the board's words.
        scrutin: Code of the scrutin that it concerns; empty: all of them.
        found: Whether the program found it, in a comparison; otherwise a member typed it.
        members: Names of the members who were there as it was typed.
    """

    number: int
    at: datetime
    text: str
    scrutin: str
    found: bool
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UrnCount:
    """How far the count of a scrutin is.

    Attributes:
        code: Of the scrutin.
        short: What is shown of it.
        title: Of the scrutin.
        ballots: In its urn.
        added_up: Whether its ballots were checked and added up.
        trouble: Why it cannot be counted as it is, in French; empty: it can.
        counted_at: Aware; None: it is not counted.
    """

    code: str
    short: str
    title: str
    ballots: int
    added_up: bool
    trouble: str
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class CountState:
    """How far the count is: it can be left and taken up again at any time.

    Attributes:
        urns: One a scrutin in which people vote, in the election file's order.
        members: The board.
        came: Numbers of the members whose shares have opened the urns, in the order they came.
        threshold: How many it takes.
        leader_needed: Whether the president or the secretary has still to come.
        delegates_needed: How many delegates have still to come at least.
    """

    urns: tuple[UrnCount, ...]
    members: tuple[BoardMember, ...]
    came: tuple[int, ...]
    threshold: int
    leader_needed: bool = False
    delegates_needed: int = 0

    @property
    def added_up(self) -> bool:
        """Whether all urns that can be counted are added up."""
        return all(urn.added_up or urn.trouble for urn in self.urns)

    @property
    def waiting(self) -> tuple[UrnCount, ...]:
        """Urns that are added up and not counted yet."""
        return tuple(urn for urn in self.urns if urn.added_up and not urn.counted_at)

    @property
    def can_add_up(self) -> bool:
        """Whether there are urns to add up: not between two members who open the others."""
        opening = bool(self.came and self.waiting)
        return not opening and not all(urn.added_up for urn in self.urns)

    @property
    def shares_needed(self) -> int:
        """How many members have still to come."""
        return max(0, self.threshold - len(self.came))

    @property
    def counted(self) -> bool:
        """Whether all urns that can be counted are."""
        return all(urn.counted_at or urn.trouble for urn in self.urns)


@dataclass(frozen=True, slots=True)
class TrialScrutin:
    """A scrutin whose keys can be tried.

    Attributes:
        code: As the election file names it.
        short: What is shown of it.
        title: In full.
        lists: The names of its lists, in their order.
    """

    code: str
    short: str
    title: str
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialResult:
    """A trial election that is over: what was counted is what had been voted.

    Attributes:
        scrutin: Whose key it had.
        votes: Blank votes, then those of each list.
        members: Who has opened the urn, in the order in which they came.
        engines: Which programs made, checked and counted the ballots.
        verified: How many implementations that is, in French.
    """

    scrutin: TrialScrutin
    votes: tuple[int, ...]
    members: tuple[BoardMember, ...]
    engines: tuple[str, ...]
    verified: str


class BoardStage(StrEnum):
    """What the board does from the keys to the publication, in this order."""

    REHEARSAL = "rehearsal"
    KEYS = "keys"
    TRIAL = "trial"
    SEAL = "seal"
    DAYS = "days"
    CLOSING = "closing"
    COUNT = "count"
    RESULTS = "results"
    MINUTES = "minutes"


class StageStanding(StrEnum):
    """Where a stage is."""

    DONE = "done"
    NOW = "now"
    """It comes next."""
    ANY_TIME = "any_time"
    """It can be done as often as one likes, and nothing waits for it."""
    LATER = "later"


class Awaited(StrEnum):
    """What has to come before a stage can be opened."""

    KEYS = "keys"
    SEAL = "seal"
    VOTE = "vote"
    """The opening of the vote, by the calendar."""
    END = "end"
    """The end of the vote, by the calendar."""
    CLOSING = "closing"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class StageState:
    """Where a stage of the board is.

    Attributes:
        stage: Which one.
        standing: Whether it is done, comes next, or later.
        at: Aware; when it was done, or begins by the calendar; None: no moment is known.
        awaited: What has to come before; None: it can be opened.
    """

    stage: BoardStage
    standing: StageStanding
    at: datetime | None = None
    awaited: Awaited | None = None


@dataclass(frozen=True, slots=True)
class BoardState:
    """How far the board is: what it has done, and when.

    Attributes:
        members: The board.
        threshold: How many of them open the urns.
        keys_made_at: Aware; None: there are no keys.
        keys: The fingerprint of the public keys in hexadecimal; empty without keys, and for keys
            that are not those of this board.
        trial_held_at: Aware; when these keys were last tried, None: they were not.
        sealed_at: Aware; None: it is not sealed.
        seal: The fingerprint of the seal in hexadecimal; empty without one.
        begun: Whether the vote has begun, by the calendar.
        over: Whether no ballot can come any more, by the calendar.
        closed_at: Aware; when the urns were closed.
        added_up: Whether ballots of at least one urn are added up.
        came: Numbers of the members whose shares have opened the urns, in the order they came.
        counted_at: Aware; when the last urn was counted, None: some are not.
        lots_due: Short names of the scrutins in which a lot has to be drawn.
        minutes_at: Aware; when the minutes were last written, None: never, or something that goes
            into them has come since.
        published_at: Aware; when the results were last published, None: likewise.
        incidents: How many incidents are written down.
        minutes_again: Whether the minutes were written, and something has come since.
        stages: Where each stage is, in their order (`rules.board_stages`).
    """

    members: tuple[BoardMember, ...]
    threshold: int
    keys_made_at: datetime | None
    keys: str
    trial_held_at: datetime | None
    sealed_at: datetime | None
    seal: str
    begun: bool
    over: bool
    closed_at: datetime | None
    added_up: bool
    came: tuple[int, ...]
    counted_at: datetime | None
    lots_due: tuple[str, ...]
    minutes_at: datetime | None
    published_at: datetime | None
    incidents: int
    minutes_again: bool = False
    stages: tuple[StageState, ...] = ()
