"""Kiosks and their staff, as these tests need them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models import Election, EndedVisit, Espace, VisitEnd, VisitStep

STAFF_CODE = "KRTWB-ZHNQP"


def visits(
    ended_at: datetime,
    number: int = 1,
    *,
    reason: VisitEnd = VisitEnd.LEFT,
    step: VisitStep = VisitStep.SCRUTINS,
) -> list[EndedVisit]:
    """Return visits of two minutes that ended at the same moment, in UTC as clocks give it."""
    end = ended_at.astimezone(UTC)
    return [EndedVisit(end - timedelta(minutes=2), end, reason, step)] * number


def with_staff_code(espace: Espace, code: str = STAFF_CODE) -> Election:
    """Return the election of an `Espace` with the hash of a staff code in its file."""
    stored = espace.administration.hash_staff_code(code)
    kiosk = espace.election.kiosk.changed(staff_code_hash=stored)
    return espace.election.changed(kiosk=kiosk)
