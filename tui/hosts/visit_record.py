"""What a host knows of a visit: what was reported, and how its end is classified."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from models import EndedVisit, VisitEnd, VisitStep
from tui.hosts.reports import BEGUN, ENDED, FAULT, READY, SAVED, STAFF, STEP
from tui.hosts.visit_process import VisitProcess

STEPS = frozenset(step.value for step in VisitStep)
REASONS = frozenset(reason.value for reason in VisitEnd)


@dataclass(slots=True)
class VisitRecord:
    """One process's reports, put together.

    Attributes:
        ready: Its first screen was shown.
        started_at: Aware; when a person came, None while no one has.
        step: The step of the path that the person has reached.
        reason: Why the visit ends, as it says itself.
        reference: Of the record of a fault, or empty.
        saved: Ended visits, the oldest ones, that are in the database now.
        staff: The staff code was right: the kiosk is to be left.
    """

    ready: bool = False
    started_at: datetime | None = None
    step: VisitStep = VisitStep.HOME
    reason: VisitEnd | None = None
    reference: str = ""
    saved: int = 0
    staff: bool = False
    _began: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        """How long the visit has lasted, by a clock that does not jump."""
        return monotonic() - self._began

    def take(self, report: list[str], now: datetime) -> None:
        """Record a report; ignore anything else, as a kill may cut a report short."""
        match report:
            case [word] if word == READY:
                self.ready = True
            case [word] if word == BEGUN:
                self.started_at, self._began = now, monotonic()
            case [word] if word == STAFF:
                self.staff = True
            case [word, value] if word == FAULT:
                self.reference = value
            case [word, value] if word == SAVED and value.isdecimal():
                self.saved += int(value)
            case [word, value] if word == STEP and value in STEPS:
                self.step = VisitStep(value)
            case [word, value] if word == ENDED and value in REASONS:
                self.reason = VisitEnd(value)

    def went_wrong(self, process: VisitProcess) -> bool:
        """Return whether a process that has ended did so by a fault, not on purpose."""
        if self.reference:
            return True
        explained = self.staff or self.reason is not None
        return not explained and (process.hung or process.status != 0)

    def ended(self, process: VisitProcess, now: datetime) -> EndedVisit | None:
        """Return the visit of a process that has ended, None if no one had come."""
        if self.started_at is None:
            return None
        return EndedVisit(
            self.started_at, max(now, self.started_at), self.end_of(process), self.step
        )

    def end_of(self, process: VisitProcess) -> VisitEnd:
        """Return why the process of this visit has ended: as it said itself, if it could."""
        if self.reason is not None and not self.reference:
            return self.reason
        if process.hung:
            return VisitEnd.HUNG
        if process.status is not None and process.status < 0:
            return VisitEnd.KILLED
        return VisitEnd.CRASH if self.went_wrong(process) else VisitEnd.STOPPED
