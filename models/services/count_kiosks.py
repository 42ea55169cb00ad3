"""What the kiosks did on a day: counts, nobody's name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from models.kiosk_table import kiosk_csv
from models.kiosk_views import KioskStatus, VisitEnd, VisitStep
from models.services.use_case import UseCase
from models.tables.kiosks import Kiosk, KioskVisits


class CountKiosks(UseCase):
    """Counts the visits of every kiosk by why and where they ended."""

    def __call__(self, day: date | None = None) -> tuple[KioskStatus, ...]:
        """Return every kiosk that has ever reported, by name, with its visits of a day.

        Args:
            day: In the election's zone, of the end of the visits; None for today.

        Raises:
            Unavailable: The database is away.
        """
        context = self.context
        asked = day or context.now.astimezone(context.election.calendar.zone).date()
        with context.connection(unlimited=True):
            kiosks = sorted(Kiosk.select(), key=lambda kiosk: (kiosk.name.casefold(), kiosk.name))
            counts = list(KioskVisits.select().where(KioskVisits.day == asked.isoformat()))
        by_kiosk: dict[str, list[KioskVisits]] = defaultdict(list)
        for count in counts:
            by_kiosk[count.kiosk].append(count)
        return tuple(_status(kiosk, by_kiosk[kiosk.name]) for kiosk in kiosks)

    def text(self, found: Sequence[KioskStatus]) -> str:
        """Return the same as CSV (RFC 4180), with a heading."""
        return kiosk_csv(found)


def _status(kiosk: Kiosk, counts: Sequence[KioskVisits]) -> KioskStatus:
    """Return a kiosk with its counts, reasons and steps in the order of their kinds."""
    reasons: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    for count in counts:
        reasons[count.reason] += count.visits
        steps[count.step] += count.visits
    return KioskStatus(
        name=kiosk.name,
        seen_at=kiosk.seen_at,
        visits=steps.total(),
        reasons={end: reasons[end.value] for end in VisitEnd if reasons[end.value]},
        steps={step: steps[step.value] for step in VisitStep if steps[step.value]},
    )
