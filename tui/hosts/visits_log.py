"""The log of a host's visits: when, how long, why they ended and where; no names."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING

from models import VisitEnd
from tui.logs.events import VISITS, write_line
from tui.logs.journal import record_error

if TYPE_CHECKING:
    from datetime import datetime

    from models import EndedVisit

FAULTS = frozenset({VisitEnd.CRASH, VisitEnd.HUNG, VisitEnd.KILLED})


class VisitHung(Exception):
    """A visit's process no longer responded, and was killed."""


class VisitKilled(Exception):
    """A visit's process was ended by a signal."""


class VisitBroken(Exception):
    """A visit's process ended by a fault that it could not record itself."""


_KINDS: dict[VisitEnd, type[Exception]] = {
    VisitEnd.HUNG: VisitHung,
    VisitEnd.KILLED: VisitKilled,
}


def record_fault(reason: VisitEnd, place: str) -> str:
    """Record that a process ended by a fault, and return the reference of the record."""
    return record_error(_KINDS.get(reason, VisitBroken)(), place)


def write_visit(visit: EndedVisit, seconds: float, reference: str) -> None:
    """Write one line about a visit that is over; a full disk stops no kiosk.

    Args:
        visit: What is known of it.
        seconds: How long it lasted, whatever became of the clock meanwhile.
        reference: Of the record of its fault, or empty.
    """
    facts: dict[str, object] = {
        "start": _moment(visit.started_at),
        "end": _moment(visit.ended_at),
        "seconds": round(seconds),
        "reason": visit.reason.value,
        "step": visit.step.value,
    }
    if reference:
        facts["reference"] = reference
    with suppress(OSError):
        write_line(VISITS, "visit", "warning" if visit.reason in FAULTS else "info", facts)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
