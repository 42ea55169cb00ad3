"""A kiosk reports that it is running, and how the visits since its last report ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.context import Context
from models.rules.text import clean_line
from models.services.audit.chain import chain_end
from models.tables.kiosks import LONGEST_NAME, Kiosk, KioskVisits
from models.views.kiosk import EndedVisit
from models.views.voter import AuditAnchor


def report_kiosk(context: Context, name: str, ended: Sequence[EndedVisit]) -> AuditAnchor | None:
    """Note that a kiosk is running now and add its ended visits to the counts of their day.

    All in one transaction: once it returns, the visits must not be reported again.

    Args:
        context: The open election.
        name: Of the kiosk; cut at `LONGEST_NAME` characters.
        ended: Visits that were not reported yet; may be empty.

    Returns:
        The end of the audit chain: kept on the kiosk, it shows later whether the chain was
        cut. None if the chain has lost its end.

    Raises:
        Unavailable: Nothing was counted; the same visits may be reported again.
    """
    zone = context.election.calendar.zone
    kept = clean_line(name, longest=LONGEST_NAME)
    counts = Counter(
        (visit.ended_at.astimezone(zone).date().isoformat(), visit.reason, visit.step)
        for visit in ended
    )
    now = context.now
    with context.transaction():
        # First: two kiosks of one name then wait for each other instead of deadlocking.
        Kiosk.insert(name=kept, seen_at=now).on_conflict(
            conflict_target=[Kiosk.name], update={Kiosk.seen_at: now}
        ).execute()
        for (day, reason, step), visits in counts.items():
            KioskVisits.insert(
                kiosk=kept, day=day, reason=reason.value, step=step.value, visits=visits
            ).on_conflict(
                conflict_target=[
                    KioskVisits.day,
                    KioskVisits.kiosk,
                    KioskVisits.reason,
                    KioskVisits.step,
                ],
                update={KioskVisits.visits: KioskVisits.visits + visits},
            ).execute()
        end = chain_end()
    return AuditAnchor(end.sequence, end.digest) if end else None
