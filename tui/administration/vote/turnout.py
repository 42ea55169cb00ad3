"""`admin vote status`: who has voted so far, in numbers; nothing of the urns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from models import say_count, say_moment, say_number, say_short
from tui.administration.count_pages import bar, console, parts_of, plain_text, share, table
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from models import HourCount, Turnout, TurnoutCount

BAR = 16
"""Columns of a bar."""
NARROWEST = 64
"""Columns for the bars too."""
BESIDE_BAR = 45
"""Columns of what is beside the bar of the whole."""

CLOSED = "Les urnes sont closes depuis le {moment}."
NOBODY = "Personne n'a encore voté."
SMALL = "Réunis sans chiffres, car de moins de dix électeurs : {count}."


def status(
    schools: Annotated[
        bool, typer.Option("--schools", help="Compte aussi par établissement.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the turnout by scrutin, corps and hour, and by school on demand."""
    espace = chosen_espace(config)
    turnout = espace.vote.count_turnout()
    if as_json:
        say_json(_facts(turnout))
    else:
        _print_page(turnout, espace.election.calendar.zone, schools=schools)


def _print_page(turnout: Turnout, zone: ZoneInfo, *, schools: bool) -> None:
    page = console()
    page.print(plain_text(turnout.title), style="bold")
    if turnout.closed_at:
        page.print(plain_text(CLOSED.format(moment=say_moment(turnout.closed_at, zone))))
    total = turnout.total
    counts = {"Électeurs": total.electors, "Ont voté": total.voted}
    page.print(parts_of(total.electors, counts, min(30, max(0, page.width - BESIDE_BAR))))
    parts = [
        ("Scrutin", turnout.scrutins, say_count(turnout.small_scrutins, "scrutin")),
        ("Corps", turnout.corps, f"{say_number(turnout.small_corps)} corps"),
    ]
    if schools:
        small = say_count(turnout.small_schools, "établissement")
        parts.append(("Établissement", turnout.schools, small))
    for heading, lines, small in parts:
        page.print()
        page.print(_lines(heading, lines, page.width))
        if not small.startswith("0"):
            page.print(plain_text(SMALL.format(count=small)))
    page.print()
    if turnout.hours:
        page.print(_hours(turnout.hours, zone, page.width))
    else:
        page.print(plain_text(NOBODY))


def _lines(heading: str, counts: Sequence[TurnoutCount], width: int) -> Table:
    """Return a line for each scrutin or corps; titles of scrutins begin with the same words."""
    lines = table(heading=True)
    lines.add_column(heading, overflow="ellipsis", no_wrap=True, ratio=1)
    for name in ("Électeurs", "Ont voté", "%"):
        lines.add_column(name, justify="right", no_wrap=True)
    if width >= NARROWEST:
        lines.add_column("", width=BAR)
    for one in counts:
        numbers = (say_number(one.electors), say_number(one.voted), share(one.voted, one.electors))
        drawn = [bar(one.voted, one.electors, BAR)] if width >= NARROWEST else []
        label = one.key if heading == "Scrutin" else one.label
        lines.add_row(plain_text(label), *numbers, *drawn)
    return lines


def _hours(hours: Sequence[HourCount], zone: ZoneInfo, width: int) -> Table:
    lines = table(heading=True)
    lines.add_column("À partir de", no_wrap=True, ratio=1)
    lines.add_column("Émargements", justify="right", no_wrap=True)
    if width >= NARROWEST:
        lines.add_column("", width=BAR)
    most = max(hour.signatures for hour in hours)
    for hour in hours:
        drawn = [bar(hour.signatures, most, BAR)] if width >= NARROWEST else []
        begins = plain_text(say_short(hour.begins, zone))
        lines.add_row(begins, say_number(hour.signatures), *drawn)
    return lines


def _facts(turnout: Turnout) -> dict[str, object]:
    return {
        "title": turnout.title,
        "at": turnout.at.isoformat(),
        "closed_at": turnout.closed_at.isoformat() if turnout.closed_at else None,
        "total": _numbers(turnout.total),
        "scrutins": [_line(one) for one in turnout.scrutins],
        "corps": [_line(one) for one in turnout.corps],
        "schools": [_line(one) for one in turnout.schools],
        "small_scrutins": turnout.small_scrutins,
        "small_corps": turnout.small_corps,
        "small_schools": turnout.small_schools,
        "hours": [
            {
                "begins": hour.begins.astimezone(turnout.at.tzinfo).isoformat(),
                "signatures": hour.signatures,
            }
            for hour in turnout.hours
        ],
    }


def _line(one: TurnoutCount) -> dict[str, object]:
    return {"key": one.key, "label": one.label, **_numbers(one)}


def _numbers(one: TurnoutCount) -> dict[str, int]:
    return {"electors": one.electors, "voted": one.voted}
