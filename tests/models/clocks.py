"""Clocks that a test moves by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2014, 11, 28, 9, 30, tzinfo=PARIS)
"""The moment at which demonstrations start."""


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment it is set to, in UTC."""
        return self.moment.astimezone(UTC)

    def go(self, moment: datetime) -> None:
        """Go to an aware moment."""
        self.moment = moment

    def pass_by(self, **duration: float) -> None:
        """Let time pass, `seconds=60` or any other argument of `timedelta`."""
        self.moment = (self.moment.astimezone(UTC) + timedelta(**duration)).astimezone(PARIS)


def paris(day: str) -> datetime:
    """Return an aware moment of Paris, « 2014-12-04 16:00 »."""
    return datetime.fromisoformat(day).replace(tzinfo=PARIS)
