"""The kiosks of a day as a person reads them, on 40 columns or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from textwrap import wrap
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text

import models
from models import VisitEnd, VisitStep, say_number
from tui.administration.count_pages import console, parts_of, plain_text, table

if TYPE_CHECKING:
    from models import KioskStatus

Kind = TypeVar("Kind", bound=Enum)

WIDE = 100
"""Columns for where visits end and why beside each other."""
NARROW = 76
"""Columns for the details of each kiosk's visits, besides their number."""
WHERE, HOW = 30, 28
"""Columns of where visits end, and of how."""
BESIDE_BAR = 42
"""Columns of what is beside the bars of the whole."""
LONGEST_BAR = 30
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(hours=24)
GLUE = "\N{WORD JOINER}"
"""Replaces a space at which no line is broken."""

STEPS = {
    VisitStep.HOME: "accueil",
    VisitStep.MAILBOX: "messagerie",
    VisitStep.ACCOUNT: "création du compte",
    VisitStep.CONFIRMATION: "confirmation",
    VisitStep.CONFIRMED: "compte confirmé",
    VisitStep.ACCESS: "accès",
    VisitStep.SCRUTINS: "scrutins",
}
ON_THE_WAY = {
    VisitStep.MAILBOX: "à la messagerie",
    VisitStep.ACCOUNT: "à la création du compte",
    VisitStep.CONFIRMATION: "à la confirmation",
    VisitStep.ACCESS: "à l'accès à l'espace électeur",
}
"""Where people give up, as a sentence says it."""
NO_WAY_LEFT = (
    (VisitStep.SCRUTINS, "jusqu'aux scrutins"),
    (VisitStep.CONFIRMED, "jusqu'au compte confirmé"),
    (VisitStep.HOME, "sans quitter l'accueil"),
)
"""Where no one gives up: the path is done, as far as this visit goes, or was not begun."""
REASONS = {
    VisitEnd.LEFT: "QUITTEZ",
    VisitEnd.IDLE: "plus personne",
    VisitEnd.TIME: "durée atteinte",
    VisitEnd.CRASH: "erreur",
    VisitEnd.HUNG: "blocage",
    VisitEnd.KILLED: "interruption",
    VisitEnd.STOPPED: "arrêt de la borne",
}
NO_KIOSK = (
    "Aucune borne ne s'est annoncée depuis 30 jours : « espace-electeur kiosk » en ouvre une."
)
NO_VISIT = "Aucune visite ne s'est terminée ce jour-là."


def print_page(found: Sequence[KioskStatus], day: date, now: datetime, zone: ZoneInfo) -> None:
    """Print a line a kiosk, the silent ones first, then where all their visits end.

    Args:
        found: The kiosks by name, with their visits of the day.
        day: That day, in the election's zone.
        now: Aware present moment.
        zone: The election's.
    """
    page = console()
    midday = datetime.combine(day, time(12), zone)
    heading = f"Bornes : visites du {models.say_date(midday, zone)} {day.year}"
    page.print(plain_text(heading), style="bold")
    if not found:
        page.print(plain_text(NO_KIOSK))
        return
    silent_first = sorted(found, key=lambda kiosk: not kiosk.is_silent(now))
    page.print(_lines(silent_first, page.width, now, zone))
    page.print()
    steps = _sum(kiosk.steps for kiosk in found)
    if steps:
        page.print(_whole(steps, min(LONGEST_BAR, max(0, page.width - BESIDE_BAR))))
        reasons = _sum(kiosk.reasons for kiosk in found)
        page.print(plain_text(f"Fin des visites : {', '.join(_said(reasons, REASONS))}."))
    given_up = _sum(kiosk.given_up for kiosk in found)
    page.print(plain_text(where_people_give_up(steps, given_up)))
    page.print(plain_text(how_many(found, now)))


def where_people_give_up(steps: Mapping[VisitStep, int], given_up: Mapping[VisitStep, int]) -> str:
    """Return the sentence of where the visits of a day end, and where most are given up.

    Args:
        steps: Number of visits by where they ended.
        given_up: Those of them that a person gave up.
    """
    visits = sum(steps.values())
    if not visits:
        return NO_VISIT
    whole = f"{say_number(visits)} visite{'s' if visits > 1 else ''}"
    parts = ", ".join(f"{say_number(steps.get(step, 0))} {words}" for step, words in NO_WAY_LEFT)
    most = max(given_up.values(), default=0)
    if not most:
        return f"{whole} : {parts} ; personne ne s'est arrêté en chemin."
    places = [words for step, words in ON_THE_WAY.items() if given_up.get(step) == most]
    count = f"{say_number(most)} chaque fois" if len(places) > 1 else say_number(most)
    return f"{whole} : {parts} ; c'est {' et '.join(places)} que l'on s'arrête le plus ({count})."


def how_many(found: Sequence[KioskStatus], now: datetime) -> str:
    """Return « 1 000 bornes, dont 75 silencieuses. », for one kiosk at least."""
    silent = sum(kiosk.is_silent(now) for kiosk in found)
    kiosks = f"{say_number(len(found))} borne{'s' if len(found) > 1 else ''}"
    if not silent:
        return f"{kiosks}, aucune silencieuse."
    return f"{kiosks}, dont {say_number(silent)} silencieuse{'s' if silent > 1 else ''}."


def last_seen(kiosk: KioskStatus, now: datetime, zone: ZoneInfo) -> Text:
    """Return « il y a 3 minutes », or since when a kiosk is silent."""
    age = now - kiosk.seen_at
    since_seen = models.say_duration(age)
    if kiosk.is_silent(now):
        since = since_seen if age < A_DAY else f"le {models.say_moment(kiosk.seen_at, zone)}"
        return plain_text(f"silencieuse depuis {since}", style="bold red")
    return plain_text(f"il y a {since_seen}" if age >= A_MINUTE else "à l'instant")


def _lines(found: Sequence[KioskStatus], width: int, now: datetime, zone: ZoneInfo) -> Table:
    """Return a line for each kiosk, with as much of its visits as the width allows."""
    lines = table(heading=True)
    lines.add_column("Borne", ratio=1, overflow="fold")
    lines.add_column("Vue", ratio=1)
    lines.add_column("Visites", justify="right", no_wrap=True)
    if width >= NARROW:
        lines.add_column("Où elles s'arrêtent", width=WHERE)
    if width >= WIDE:
        lines.add_column("Comment", width=HOW)
    for kiosk in found:
        cells = []
        if width >= NARROW:
            cells.append(_folded(_said(kiosk.steps, STEPS), WHERE))
        if width >= WIDE:
            cells.append(_folded(_said(kiosk.reasons, REASONS), HOW))
        seen = last_seen(kiosk, now, zone)
        lines.add_row(plain_text(kiosk.name), seen, say_number(kiosk.visits), *cells)
    return lines


def _whole(steps: Mapping[VisitStep, int], width: int) -> Table:
    """Return a line for each step, with its part of all visits."""
    counts = {words[0].upper() + words[1:]: steps.get(step, 0) for step, words in STEPS.items()}
    return parts_of(sum(steps.values()), counts, width)


def _sum(counts: Iterable[Mapping[Kind, int]]) -> Counter[Kind]:
    """Return the counts of all kiosks together."""
    sums: Counter[Kind] = Counter()
    for one in counts:
        sums.update(one)
    return sums


def _said(counts: Mapping[Kind, int], words: Mapping[Kind, str]) -> list[str]:
    """Return « messagerie 3 », « scrutins 12 », in the order of the words."""
    return [
        f"{word} {say_number(counts[kind])}" for kind, word in words.items() if counts.get(kind)
    ]


def _folded(cells: Sequence[str], width: int) -> Text:
    """Return words with their numbers in lines that are broken after a comma only."""
    glued = ", ".join(one.replace(" ", GLUE) for one in cells)
    lines = wrap(glued, width, break_long_words=False, break_on_hyphens=False)
    return plain_text("\n".join(lines).replace(GLUE, " "))
