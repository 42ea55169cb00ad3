"""What the kiosks did on a day: counts, no names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from models.context import Context
from models.tables.kiosks import Kiosk, KioskVisits
from models.views.kiosk import GIVE_UP_AT, GIVE_UP_BY, KioskStatus, VisitEnd, VisitStep

FORGOTTEN_AFTER = timedelta(days=30)
"""A kiosk that has not been seen for longer was renamed or taken away: holidays are shorter."""
OWN_ENDS = frozenset(end.value for end in GIVE_UP_BY)


def count_kiosks(context: Context, day: date | None = None) -> tuple[KioskStatus, ...]:
    """Count the visits of a day of every kiosk by why and where they ended.

    A kiosk that was not seen for `FORGOTTEN_AFTER` is among them on the days
    of its own visits only: those stay counted.

    Args:
        context: The open election.
        day: In the election's zone, of the end of the visits; None for today.

    Returns:
        The kiosks by name.
    """
    asked = day or context.now.astimezone(context.election.calendar.zone).date()
    with context.connection(unlimited=True):
        kiosks = sorted(Kiosk.select(), key=lambda kiosk: (kiosk.name.casefold(), kiosk.name))
        counts = list(KioskVisits.select().where(KioskVisits.day == asked.isoformat()))
    by_kiosk: dict[str, list[KioskVisits]] = defaultdict(list)
    for count in counts:
        by_kiosk[count.kiosk].append(count)
    oldest = context.now - FORGOTTEN_AFTER
    return tuple(
        _status(kiosk, by_kiosk[kiosk.name])
        for kiosk in kiosks
        if kiosk.name in by_kiosk or kiosk.seen_at >= oldest
    )


def _status(kiosk: Kiosk, counts: Sequence[KioskVisits]) -> KioskStatus:
    """Return a kiosk with its counts, reasons and steps in the order of their kinds."""
    reasons: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    given_up: Counter[str] = Counter()
    for count in counts:
        reasons[count.reason] += count.visits
        steps[count.step] += count.visits
        if count.reason in OWN_ENDS:
            given_up[count.step] += count.visits
    return KioskStatus(
        name=kiosk.name,
        seen_at=kiosk.seen_at,
        visits=steps.total(),
        reasons={end: reasons[end.value] for end in VisitEnd if reasons[end.value]},
        steps={step: steps[step.value] for step in VisitStep if steps[step.value]},
        given_up={step: given_up[step.value] for step in GIVE_UP_AT if given_up[step.value]},
    )
