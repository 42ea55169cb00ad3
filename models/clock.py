"""Where the time comes from: the machine, or a demonstration's calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class TravelClock:
    """A clock that goes on at the usual pace from any moment it is set to."""

    def __init__(self, moment: datetime) -> None:
        """Start at an aware moment."""
        self._offset = timedelta()
        self.travel(moment)

    def now(self) -> datetime:
        """Return the moment of the journey, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    @property
    def offset(self) -> timedelta:
        """How far it is ahead of the machine's clock, negative in the past."""
        return self._offset

    def travel(self, moment: datetime) -> None:
        """Go to an aware moment, past or future.

        Raises:
            ValueError: The moment is naive.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self._offset = moment.astimezone(UTC) - datetime.now(UTC)
