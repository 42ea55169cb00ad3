"""`admin vote results`: what was counted, for the board; everybody else waits for the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

import models
from models import say_count, say_moment, say_number
from tui.administration.count_pages import bar, console, plain_text, share, table
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from rich.console import Console

    from models import Allocation, Espace, ScrutinResult

BAR = 16
"""Columns of a bar."""
NARROWEST = 64
"""Columns for the bars too."""

NONE = (
    "Aucun scrutin n'est encore dépouillé. Le bureau dépouille par « espace-electeur admin vote "
    "count »."
)
TOO_EARLY = (
    "Jusqu'au {moment}, les résultats sont au bureau seul : lisez-les devant lui, sur son écran "
    "(« espace-electeur bureau », Résultats et sièges), ou recommencez alors."
)
VOTERS = "{electors}, {voters} ({turnout}), {blank}, {valid}."
CHECKED = "Dépouillé le {moment}, {checked}."
LOT = (
    "Le siège n° {seat} se tire au sort entre les listes {lists} : tirez-le devant le bureau, puis "
    "« espace-electeur admin vote lot {code} NUMÉRO »."
)
VACANT = "Sièges que personne ne peut prendre : {count}."


def results(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print the results of the scrutins that are counted."""
    espace = chosen_espace(config)
    found, election = espace.board.list_results(), espace.election
    if found:
        day = election.calendar_of_all(one.code for one in found).results_from
        require_day(espace, day, TOO_EARLY)
    now = espace.context.now
    found = tuple(one for one in found if now >= election.calendar_of(one.code).results_from)
    if as_json:
        say_json({"results": [facts_of_result(one) for one in found]})
        return
    if not found:
        say(NONE)
    page = console()
    for number, one in enumerate(found):
        if number:
            page.print()
        print_result(page, one, espace.election.calendar.zone)


def require_day(espace: Espace, day: datetime, sentence: str) -> None:
    """Require that a day of results has come: no member shows here who they are.

    Args:
        espace: The election.
        day: Aware.
        sentence: What is said before, with a place for the moment.

    Raises:
        WindowNotOpen: It has not.
    """
    if espace.context.now < day:
        moment = say_moment(day, espace.election.calendar.zone)
        raise models.WindowNotOpen(sentence.format(moment=moment), moment=day)


def print_result(page: Console, one: ScrutinResult, zone: ZoneInfo) -> None:
    """Print the result of a scrutin."""
    page.print(plain_text(f"{one.code} : {one.title}", "bold"))
    page.print(
        plain_text(
            VOTERS.format(
                electors=say_count(one.electors, "électeur"),
                voters=say_count(one.voters, "votant"),
                turnout=share(one.voters, one.electors) or "0 %",
                blank=say_count(one.blank, "blanc"),
                valid=say_count(one.valid, "valable"),
            )
        )
    )
    page.print(_lists(one, page.width))
    if one.allocation is not None:
        _print_seats(page, one.code, one.allocation)
    moment = say_moment(one.counted_at, zone)
    page.print(plain_text(CHECKED.format(moment=moment, checked=one.checked)))


def _lists(one: ScrutinResult, width: int) -> Table:
    lines = table(heading=True)
    lines.add_column("N°", justify="right", no_wrap=True)
    lines.add_column("Liste", overflow="ellipsis", no_wrap=True, ratio=1)
    for name in ("Voix", "%", "Sièges"):
        lines.add_column(name, justify="right", no_wrap=True)
    if width >= NARROWEST:
        lines.add_column("", width=BAR)
    for each in one.lists:
        seats = "" if each.seats is None else say_number(each.seats)
        numbers = (say_number(each.votes), share(each.votes, one.valid), seats)
        drawn = [bar(each.votes, one.valid, BAR)] if width >= NARROWEST else []
        lines.add_row(str(each.order), plain_text(each.short), *numbers, *drawn)
    return lines


def _print_seats(page: Console, code: str, allocation: Allocation) -> None:
    due = allocation.lot_due
    if due is not None:
        lists = ", ".join(map(str, due.tied))
        page.print(plain_text(LOT.format(seat=due.number, lists=lists, code=code), "bold"))
    if allocation.vacant:
        page.print(plain_text(VACANT.format(count=say_number(allocation.vacant))))


def facts_of_result(one: ScrutinResult) -> dict[str, object]:
    """Return a result as a program reads it."""
    return {
        "code": one.code,
        "title": one.title,
        "electors": one.electors,
        "voters": one.voters,
        "ballots": one.ballots,
        "blank": one.blank,
        "valid": one.valid,
        "lists": [
            {
                "order": each.order,
                "name": each.name,
                "votes": each.votes,
                "seats": each.seats,
                "elected": list(each.elected),
            }
            for each in one.lists
        ],
        "seats": None if one.allocation is None else facts_of_seats(one.allocation),
        "closed_at": one.closed_at.isoformat(),
        "counted_at": one.counted_at.isoformat(),
        "checked": one.checked,
        "archive": one.archive,
    }


def facts_of_seats(allocation: Allocation) -> dict[str, object]:
    """Return the seats with their reasoning as a program reads them."""
    due = allocation.lot_due
    return {
        "seats": allocation.seats,
        "quotient": None if allocation.quotient is None else str(allocation.quotient),
        "lists": [
            {"order": one.order, "by_quotient": one.by_quotient, "won": one.won}
            for one in allocation.lists
        ],
        "remaining": [
            {
                "number": one.number,
                "winner": one.winner,
                "reason": one.reason.value if one.reason else None,
                "tied": list(one.tied),
                "averages": {str(each.order): str(each.value) for each in one.averages},
            }
            for one in allocation.remaining
        ],
        "vacant": allocation.vacant,
        "lot_due": None if due is None else {"number": due.number, "tied": list(due.tied)},
    }
