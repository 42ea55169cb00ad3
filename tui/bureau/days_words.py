"""What the board reads of the days of the vote: lines of counts, hours, fingerprints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from textwrap import wrap
from typing import TYPE_CHECKING

from models import say_count, say_fingerprint, say_number, say_scrutins
from tui.visit.bars import bar, column, out_of, share, spark

if TYPE_CHECKING:
    from models import Election, HourCount, NotedFingerprint, Turnout, TurnoutCount
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments

HOUR = timedelta(hours=1)
NOTED = 50
"""Cells of what is behind the name of a scrutin whose list was handed over."""
BEGINNING = 12
"""Digits of a fingerprint by which a list is known again."""
NARROW, WIDE = 70, 100
"""Cells of a line from which its bar, and then a longer one, is beside the name."""
FIGURES = 26
"""Cells of « 54,2 %  1 234 sur 2 345 »."""
NOBODY = "Personne n'a encore voté."
SMALL = "Réunis sans chiffres, car de moins de dix électeurs : {count}."
WITHOUT_ELECTORS = "Sans électeur : {names}."
NO_LIST = "Aucune liste n'a encore été remise au bureau (touche L)."
NO_LIST_EVER = "Aucune liste n'a été remise au bureau."
SCALE = "Une colonne : {hours}. La plus haute : {most}."
SINCE = "Depuis le {moment}."
CLOSED = "Les urnes sont closes depuis le {moment}."
OVER = "clos · {name}"
COUNTED = "compté à {time}"
PLACE = " · lignes {first}-{last} sur {count}, Page suiv."


class Axis(Enum):
    """By what the turnout is shown; the value is its heading."""

    SCRUTIN = "PAR SCRUTIN"
    CORPS = "PAR CORPS"
    SCHOOL = "PAR ÉTABLISSEMENT"
    HOUR = "PAR HEURE"
    FINGERPRINT = "EMPREINTES REMISES AU BUREAU"

    def turned(self, by: int) -> Axis:
        """Return the axis so many further, the first after the last."""
        axes = list(Axis)
        return axes[(axes.index(self) + by) % len(axes)]


def names_now(names: Mapping[str, str], election: Election, moments: Moments) -> Mapping[str, str]:
    """Return the names of the scrutins, marked if they have closed while others are open."""
    now = moments.now()
    if now >= election.calendar.last_ballots:
        return names
    return {
        code: OVER.format(name=name) if now >= election.calendar_of(code).last_ballots else name
        for code, name in names.items()
    }


def total_parts(turnout: Turnout, width: int) -> tuple[Part, ...]:
    """Return the turnout of all, with its bar."""
    total = turnout.total
    return (
        (f"Participation {share(total.voted, total.electors)} ", ".strong"),
        *bar(total.voted, total.electors, 28 if width >= NARROW else 12),
        f" {out_of(total.voted, total.electors)}",
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """The hours from the opening on, as columns that fit.

    Attributes:
        numbers: Lines of the signature list in each.
        hours: Of a column.
        begins: Aware; of the first one.
    """

    numbers: tuple[int, ...]
    hours: int
    begins: datetime


def hour_columns(
    hours: Sequence[HourCount], opens: datetime, now: datetime, width: int
) -> Columns | None:
    """Return the hours in as many columns as there is room for; None before the first vote.

    Args:
        hours: Those in which somebody voted.
        opens: Aware; when the vote opens.
        now: Aware; until when.
        width: Columns that there is room for.
    """
    if not hours:
        return None
    begins = min(opens, hours[0].begins)
    ends = max(now, hours[-1].begins + HOUR)
    count = max(1, -((begins - ends) // HOUR))
    each = -(-count // max(width, 1))
    numbers = [0] * -(-count // each)
    for one in hours:
        numbers[(one.begins - begins) // HOUR // each] += one.signatures
    return Columns(tuple(numbers), each, begins)


def column_parts(columns: Columns | None, moments: Moments, *, console: bool) -> tuple[Part, ...]:
    """Return the columns, and what they say: since when, how many hours each, how much at most."""
    if columns is None:
        return (NOBODY,)
    scale = SCALE.format(
        hours=say_count(columns.hours, "heure"), most=say_number(max(columns.numbers))
    )
    return (
        (spark(columns.numbers, console=console), ".accent"),
        (f"\n{SINCE.format(moment=moments.moment(columns.begins))} {scale}", ".muted"),
    )


def count_lines(
    one: TurnoutCount, label: str, width: int, *, console: bool
) -> list[tuple[Part, ...]]:
    """Return the lines of a count: its whole name, a bar if there is room, its figures."""
    cells = 0 if width < NARROW else 14 if width < WIDE else 24
    room = max(width - FIGURES - (cells + 1 if cells else 0), 8)
    figures = f" {share(one.voted, one.electors):>7}  {out_of(one.voted, one.electors)}"
    drawn = bar(one.voted, one.electors, cells) if cells else ()
    *before, last = _wrapped(label, room)
    return [*((words,) for words in before), (column(last, room, console=console), *drawn, figures)]


def _wrapped(label: str, room: int) -> list[str]:
    """Return a name on as many lines of a column as it needs: its end tells it from others."""
    return wrap(label, room - 1, subsequent_indent="  ") or [""]


def hour_lines(turnout: Turnout, moments: Moments, width: int) -> list[tuple[Part, ...]]:
    """Return a line for each hour in which somebody voted, the newest first."""
    most = max((one.signatures for one in turnout.hours), default=0)
    cells = 14 if width < WIDE else 24
    return [
        (
            f"{moments.short_date(one.begins)} {moments.time(one.begins)}".ljust(18),
            *bar(one.signatures, most, cells),
            f" {say_count(one.signatures, 'émargement')}",
        )
        for one in reversed(turnout.hours)
    ]


def noted_lines(
    noted: Sequence[NotedFingerprint],
    names: Mapping[str, str],
    moments: Moments,
    width: int,
    *,
    console: bool,
) -> list[tuple[Part, ...]]:
    """Return the lines of each list that was handed to the board, the newest first.

    Args:
        noted: The lists.
        names: Of the scrutins, by their codes.
        moments: The present.
        width: Cells of a line.
        console: As for `column`.
    """
    room = max(width - NOTED, 12)
    lines: list[tuple[Part, ...]] = []
    for one in noted:
        *before, last = _wrapped(names[one.code], room)
        lines += [((words, ".strong"),) for words in before]
        lines.append(
            (
                (column(last, room, console=console), ".strong"),
                f"{moments.short_date(one.at)} {moments.time(one.at)} ".ljust(17),
                f"{say_number(one.ballots)} numéros : ".rjust(18),
                (begun(one.beginning), ".strong"),
            )
        )
    return lines


def begun(fingerprint: str) -> str:
    """Return how a fingerprint begins: « 3fa2 99b1 04cc… »."""
    return f"{say_fingerprint(fingerprint[:BEGINNING])}…"


def turnout_lines(
    turnout: Turnout,
    noted: Sequence[NotedFingerprint],
    axis: Axis,
    names: Mapping[str, str],
    moments: Moments,
    width: int,
    *,
    console: bool,
) -> list[tuple[Part, ...]]:
    """Return the lines of an axis, or one that says why there are none; names are by codes."""
    if axis is Axis.SCRUTIN:
        named = [(one, names[one.key]) for one in turnout.scrutins if one.electors]
        empty = [one.key for one in turnout.scrutins if not one.electors]
        told = _told(named, turnout.small_scrutins, width, console=console)
        without = WITHOUT_ELECTORS.format(names=say_scrutins(empty, names)) if empty else ""
        words = wrap(without, max(width, 1))
        return [*told, *(((line, ".muted"),) for line in words)]
    if axis is Axis.CORPS:
        named = [(one, one.label) for one in turnout.corps]
        return _told(named, turnout.small_corps, width, console=console)
    if axis is Axis.HOUR:
        return hour_lines(turnout, moments, width) or [(NOBODY,)]
    if axis is Axis.FINGERPRINT:
        none = NO_LIST_EVER if turnout.closed_at else NO_LIST
        return noted_lines(noted, names, moments, width, console=console) or [(none,)]
    named = [(one, one.label) for one in turnout.schools]
    return _told(named, turnout.small_schools, width, console=console)


def _told(
    named: Sequence[tuple[TurnoutCount, str]], small: int, width: int, *, console: bool
) -> list[tuple[Part, ...]]:
    """Return the lines of what is told, and a last one for what is too small."""
    lines = [
        line for one, label in named for line in count_lines(one, label, width, console=console)
    ]
    last: tuple[Part, ...] = ((SMALL.format(count=say_number(small)), ".muted"),)
    return [*lines, last] if small else lines


def place_words(first: int, last: int, count: int) -> str:
    """Return how much of the lines is in sight, and the key for the others; empty: all is."""
    return (
        ""
        if (first, last) in {(1, count), (0, 0)}
        else PLACE.format(first=first, last=last, count=count)
    )
