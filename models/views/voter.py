"""What comes out of the door: frozen dataclasses, never a row of a table.

Texts that are personal or secret are left out of `repr`, so that no log or
crash report can print them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class Person:
    """An elector as the screens name them.

    Attributes:
        civility: « Mme » or « M. », possibly empty.
        corps: What is shown, « certifiée », « professeur des écoles ».
    """

    elector_id: int
    user_name: str = field(repr=False)
    address: str = field(repr=False)
    civility: str = field(repr=False)
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    corps: str = field(repr=False)
    school: str = field(repr=False)


class CodePurpose(Enum):
    """What a code is for."""

    CONFIRM = "confirm"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class LinkToken:
    """The token of a confirmation link."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PendingCode:
    """A code that a mail carries, as far as the screens may know it.

    It looks the same for an address that has no account.

    Attributes:
        expires_at: Aware; the code is of no use from then on.
        resend_at: Aware; from then on another mail can be asked for.
        tries_left: Codes that will still be compared, 0 to 5.
        reference: Opaque: the request that it is about.
        proof: Opaque: that the password was typed in this visit; None if it
            has still to be asked for.
    """

    purpose: CodePurpose
    address: str = field(repr=False)
    expires_at: datetime
    resend_at: datetime
    tries_left: int
    reference: str = field(repr=False)
    proof: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class VoterSession:
    """A person signed in to their voter space.

    Attributes:
        account_version: Changes with the password: an older session ends.
    """

    account_id: int
    account_version: int
    person: Person


class ScrutinState(Enum):
    """What a person can do with a scrutin; the value is the word on screen."""

    UPCOMING = "à venir"
    OPEN = "ouvert"
    CLOSED = "clos"
    RESULTS = "résultats"


@dataclass(frozen=True, slots=True)
class ScrutinView:
    """A scrutin that the person is called to.

    Attributes:
        short: CTM, CTA, CAPN…
        level: « national », « académique », « départemental ».
        seats: Number of seats, None if it is not known.
        voted_at: Aware: when this person voted in it; None if they have not.
        votable: Whether one votes in it with this program: it is sealed, with lists.
        counted: Whether its result can be read: it is counted, and the day of the results is there.
    """

    code: str
    short: str
    title: str
    level: str
    seats: int | None
    opens_at: datetime
    closes_at: datetime
    results_from: datetime
    voted_at: datetime | None = None
    votable: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class AuditAnchor:
    """An event of the audit chain by its number and digest, to be noted outside the database."""

    sequence: int
    digest: str

    def __str__(self) -> str:
        """Return « number:digest »."""
        return f"{self.sequence}:{self.digest}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Outcome of the verification of the audit chain.

    Attributes:
        events: Number of events read.
        first_fault: Sequence number of the first that does not fit, or None.
        end: The last event that fits: noted elsewhere, it shows later whether it was cut off.
    """

    events: int
    first_fault: int | None
    end: AuditAnchor
