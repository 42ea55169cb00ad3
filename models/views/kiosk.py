"""Kiosks and their visits, as reported: numbers and words, no personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

SILENT = timedelta(minutes=5)
"""A kiosk reports each minute at least: one that has not for so long is off, or cut off."""


class VisitStep(Enum):
    """The step of the leaflet's path that a visit has reached; the last value is its end.

    `CONFIRMED` is an account that is ready: the leaflet has the person leave there, and
    come back for the vote.
    """

    HOME = "home"
    MAILBOX = "mailbox"
    ACCOUNT = "account"
    CONFIRMATION = "confirmation"
    CONFIRMED = "confirmed"
    ACCESS = "access"
    SCRUTINS = "scrutins"


class VisitEnd(Enum):
    """Why a visit ended.

    `LEFT` is QUITTEZ, `IDLE` no one at the keyboard, `TIME` the longest time of a
    visit, `CRASH` a fault of the program, `HUNG` a process that answered no more,
    `KILLED` one that a signal ended, `STOPPED` the host's own end.
    """

    LEFT = "left"
    IDLE = "idle"
    TIME = "time"
    CRASH = "crash"
    HUNG = "hung"
    KILLED = "killed"
    STOPPED = "stopped"


GIVE_UP_AT = (VisitStep.MAILBOX, VisitStep.ACCOUNT, VisitStep.CONFIRMATION, VisitStep.ACCESS)
"""Where a visit that ends has begun something and not done it."""
GIVE_UP_BY = (VisitEnd.LEFT, VisitEnd.IDLE, VisitEnd.TIME)
"""Ends that are the person's own; any other is the machine's."""


@dataclass(frozen=True, slots=True)
class EndedVisit:
    """A visit that is over.

    Attributes:
        started_at: Aware; the first key.
        ended_at: Aware.
        reason: Why it ended.
        step: Where the person was last, `SCRUTINS` once they have seen them.
    """

    started_at: datetime
    ended_at: datetime
    reason: VisitEnd
    step: VisitStep


@dataclass(frozen=True, slots=True)
class KioskStatus:
    """What a kiosk has done on one day.

    Attributes:
        name: Of the kiosk, as its election file or its machine says.
        seen_at: Aware; when it last reported.
        visits: Visits that ended on the day.
        reasons: Number of visits by why they ended; those that occur.
        steps: Number of visits by where they ended; those that occur.
        given_up: Number of visits that a person gave up, by where; those that occur.
            Part of `steps`: at `GIVE_UP_AT`, by `GIVE_UP_BY`.
    """

    name: str
    seen_at: datetime
    visits: int
    reasons: dict[VisitEnd, int]
    steps: dict[VisitStep, int]
    given_up: dict[VisitStep, int]

    def is_silent(self, now: datetime) -> bool:
        """Return whether it has not reported for longer than it should, at an aware moment."""
        return now - self.seen_at > SILENT
