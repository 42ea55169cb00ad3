"""The election's calendar: which window is open at a given second.

Windows are half-open: open from their first second, closed at their last
(« jusqu'au 4 décembre à 16 heures » is closed at 16:00:00). Every moment is
aware; the machine's own time zone is never read. A moment is compared in UTC:
Python compares two moments of one zone by their wall clocks, where an hour of
October comes twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from models.views.voter import ScrutinState


def moments_at(local: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return when the clocks of a zone show a local time, in UTC: none, one or two moments.

    None or two as they change; PEP 495.
    """
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(one for one in found if one.astimezone(zone).replace(tzinfo=None) == local)


class WindowState(Enum):
    """Whether a moment is before, in or after a window."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """A half-open interval of moments, both in UTC."""

    opens: datetime
    closes: datetime

    def state(self, now: datetime) -> WindowState:
        """Return whether `now` is before, in or after it."""
        present = now.astimezone(UTC)
        if present < self.opens:
            return WindowState.BEFORE
        return WindowState.OPEN if present < self.closes else WindowState.AFTER

    def is_over(self, now: datetime) -> bool:
        """Return whether it has ended at `now`."""
        return self.state(now) is WindowState.AFTER

    def left(self, now: datetime) -> timedelta:
        """Return the time until it closes, never negative."""
        return max(self.closes - now.astimezone(UTC), timedelta())


ORDER: tuple[tuple[str, str], ...] = (
    ("accounts_open", "accounts_close"),
    ("accounts_close", "confirmations_close"),
    ("vote_opens", "vote_closes"),
    ("confirmations_close", "vote_closes"),
    ("vote_closes", "results_from"),
)
"""Moments of an election of which the first is not after the second."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """All the moments of an election, or of one of its scrutins, aware, in the election's zone.

    Attributes:
        vote_grace: After `vote_closes`, for whoever had opened a ballot before it.
        last_closing: Of a scrutin with dates of its own: when the last one of the election closes,
            since all urns are closed, and accounts confirmed, until then; None: `vote_closes`.
        closings: Of several scrutins together that do not close at once: when they do, in order;
            empty: all close at `vote_closes`.

    Raises:
        ValueError: A moment is naive, or they are not in order.
    """

    zone: ZoneInfo
    accounts_open: datetime
    accounts_close: datetime
    confirmations_close: datetime
    vote_opens: datetime
    vote_closes: datetime
    results_from: datetime
    vote_grace: timedelta = field(default=timedelta(), kw_only=True)
    last_closing: datetime | None = field(default=None, kw_only=True)
    closings: tuple[datetime, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        """Check the order of the moments."""
        order = ORDER
        if self.last_closing is not None:
            last = "last_closing"
            order = (
                *ORDER[:3],
                ("vote_closes", last),
                ("confirmations_close", last),
                (last, "results_from"),
            )
        for earlier, later in order:
            first, second = getattr(self, earlier), getattr(self, later)
            if first.tzinfo is None or second.tzinfo is None:
                raise ValueError(f"{earlier}, {later} : fuseau horaire absent")
            if first > second:
                raise ValueError(f"{earlier} doit précéder {later}")
        if (self.last_closing or self.vote_closes) + self.vote_grace > self.results_from:
            raise ValueError("vote_closes et vote_grace_minutes doivent précéder results_from")

    @property
    def accounts(self) -> TimeWindow:
        """When accounts can be created."""
        return TimeWindow(self.accounts_open, self.accounts_close)

    @property
    def confirmations(self) -> TimeWindow:
        """When accounts can be confirmed, codes sent again and passwords renewed."""
        return TimeWindow(self.accounts_open, self.confirmations_close)

    @property
    def vote(self) -> TimeWindow:
        """When the vote application is open."""
        return TimeWindow(self.vote_opens, self.vote_closes)

    @property
    def last_ballots(self) -> datetime:
        """From when on no ballot comes any more: of an election, when its urns can be closed."""
        return self.vote_closes + self.vote_grace

    @property
    def first_closing(self) -> datetime | None:
        """When the first of several scrutins closes, if another one does so later."""
        return self.closings[0] if self.closings else None

    def next_closing(self, now: datetime) -> datetime:
        """Return the next closing that is still to come; the last one if there is none."""
        return next((one for one in self.closings if one > now), self.vote_closes)

    def scrutin_state(self, now: datetime) -> ScrutinState:
        """Return the state at `now` of a scrutin that has this calendar."""
        if now >= self.results_from:
            return ScrutinState.RESULTS
        return {
            WindowState.BEFORE: ScrutinState.UPCOMING,
            WindowState.OPEN: ScrutinState.OPEN,
            WindowState.AFTER: ScrutinState.CLOSED,
        }[self.vote.state(now)]


def calendar_around(calendars: Iterable[Calendar]) -> Calendar:
    """Return the calendar of several scrutins together.

    Args:
        calendars: Of an election's scrutins, at least one.

    Returns:
        From their first opening to their last closing; results from the first day of any.
    """
    first, *others = dict.fromkeys(calendars)
    if not others:
        return first
    every = (first, *others)
    closings = tuple(sorted({one.vote_closes for one in every}))
    return replace(
        first,
        vote_opens=min(one.vote_opens for one in every),
        vote_closes=closings[-1],
        results_from=min(one.results_from for one in every),
        closings=closings if len(closings) > 1 else (),
    )
