"""What a visit that votes holds: both means of access, a ballot that is open, a receipt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from models.views.candidate_lists import ScrutinLists
from models.views.voter import VoterSession


@dataclass(frozen=True, slots=True)
class VoteAccess:
    """Somebody has given both their identifiant de vote and their voter password, in this visit.

    Attributes:
        identifier: As it was typed, its check character being right.
    """

    session: VoterSession
    identifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """The lists of a scrutin before whoever may choose among them.

    Attributes:
        scrutin: The scrutin with its lists; their places count from 1, 0 is the blank vote.
        opened_at: When they were shown, aware.
    """

    scrutin: ScrutinLists
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What shows that somebody's ballot is in the urn; nothing of the choice.

    Attributes:
        code: Of the scrutin.
        tracker: « Numéro de suivi »: 43 characters of Base64.
        voted_at: Aware.
        checked: How many implementations have checked the ballot, in French; empty for a receipt
            that is shown again.
    """

    code: str
    short: str
    title: str
    tracker: str = field(repr=False)
    voted_at: datetime
    checked: str = ""


@dataclass(frozen=True, slots=True)
class FoundBallot:
    """A ballot of the urn that somebody has looked up by its tracker.

    Attributes:
        closed: Whether no ballot comes into this urn any more.
        counted: Whether the ballots of this urn were counted.
    """

    short: str
    title: str
    tracker: str = field(repr=False)
    closed: bool
    counted: bool = False
