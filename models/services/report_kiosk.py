"""A kiosk says that it is there, and how the visits since its last report ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.kiosk_views import EndedVisit
from models.rules.text import clean_line
from models.services.use_case import UseCase
from models.tables.kiosks import COUNT_VISITS, LONGEST_NAME, SEEN


class ReportKiosk(UseCase):
    """Adds ended visits to the counts of their day."""

    def __call__(self, name: str, ended: Sequence[EndedVisit]) -> None:
        """Note that a kiosk is there now and count its ended visits, all in one transaction.

        Once it returns, the visits are counted and must not be reported again.

        Args:
            name: Of the kiosk; cut at `LONGEST_NAME` characters.
            ended: Visits that were not reported yet; may be empty.

        Raises:
            Unavailable: Nothing was counted; the same visits may be reported again.
        """
        context = self.context
        zone = context.election.calendar.zone
        kept = clean_line(name, longest=LONGEST_NAME)
        counts = Counter(
            (visit.ended_at.astimezone(zone).date().isoformat(), visit.reason, visit.step)
            for visit in ended
        )
        with context.transaction():
            SEEN.run(name=kept, now=context.now)
            for (day, reason, step), visits in counts.items():
                COUNT_VISITS.run(
                    kiosk=kept, day=day, reason=reason.value, step=step.value, visits=visits
                )
