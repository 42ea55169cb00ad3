"""`admin status --kiosks`: which kiosks are there, and where their visits end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

import typer

from tui.command_line.saying import say_json

if TYPE_CHECKING:
    from models import Espace, KioskStatus


def print_kiosks(espace: Espace, asked: str | None, *, as_json: bool, as_csv: bool) -> None:
    """Print the kiosks of a day as a page, or for a program.

    Args:
        espace: The election.
        asked: ISO date in the election's zone; None for today.
        as_json: Print JSON.
        as_csv: Print CSV.

    Raises:
        BadParameter: `asked` is no date.
    """
    now, zone = espace.clock.now(), espace.election.calendar.zone
    day = day_of(asked) if asked is not None else now.astimezone(zone).date()
    found = espace.administration.count_kiosks(day)
    if as_json:
        say_json(facts_of(found, day, now))
    elif as_csv:
        from models import kiosk_csv

        print(kiosk_csv(found), end="")
    else:
        from tui.administration.kiosks_page import print_page

        print_page(found, day, now, zone)


def day_of(text: str) -> date:
    """Return the day that an argument of the command line means.

    Raises:
        BadParameter: It is no ISO date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            "choisissez une date écrite comme 2014-11-28", param_hint="--day"
        ) from None


def facts_of(found: Sequence[KioskStatus], day: date, now: datetime) -> dict[str, object]:
    """Return the kiosks as a program reads them; moments in ISO 8601, UTC."""
    return {
        "day": day.isoformat(),
        "at": now.isoformat(),
        "kiosks": [
            {
                "name": kiosk.name,
                "seen_at": kiosk.seen_at.isoformat(),
                "silent": kiosk.is_silent(now),
                "visits": kiosk.visits,
                "steps": _by_value(kiosk.steps.items()),
                "reasons": _by_value(kiosk.reasons.items()),
            }
            for kiosk in found
        ],
        "total": {
            "visits": sum(kiosk.visits for kiosk in found),
            "steps": _by_value(item for kiosk in found for item in kiosk.steps.items()),
            "reasons": _by_value(item for kiosk in found for item in kiosk.reasons.items()),
        },
    }


def _by_value(counts: Iterable[tuple[Enum, int]]) -> dict[str, int]:
    """Return counts by the stable words of what is counted."""
    sums: Counter[str] = Counter()
    for kind, visits in counts:
        sums[str(kind.value)] += visits
    return dict(sums)
