"""Results as JSON: the same keys in the minutes and in what is published; `docs/vote.md` has them.

Numbers are exact: a quotient or an average is written as the two numbers that it is made of.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from models.views.results import ListResult, ScrutinResult
from models.views.seats import Allocation, RemainingSeat

RESULTS_FORMAT = "espace-electeur/results"
VERSION = 1
"""Of the formats; keys may be added to one without another number."""


def as_json(document: object) -> bytes:
    """Return a document as it is written: UTF-8, two spaces a level, one line feed at its end."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def local(moment: datetime, zone: ZoneInfo) -> str:
    """Return an aware moment in ISO 8601, in a zone, to the second."""
    return moment.astimezone(zone).isoformat(timespec="seconds")


def results_facts(
    title: str, organiser: str, results: tuple[ScrutinResult, ...], zone: ZoneInfo
) -> dict[str, Any]:
    """Return the results of an election.

    Args:
        title: Of the election.
        organiser: « académie de Toulouse ».
        results: In the order of the election file.
        zone: In which moments are written.
    """
    return {
        "format": RESULTS_FORMAT,
        "version": VERSION,
        "election": {"title": title, "organiser": organiser},
        "scrutins": [result_facts(one, zone) for one in results],
    }


def result_facts(result: ScrutinResult, zone: ZoneInfo) -> dict[str, Any]:
    """Return the result of a scrutin."""
    previous = {"name": result.previous, "valid": result.previous_valid or None}
    return {
        "code": result.code,
        "short": result.short,
        "title": result.title,
        "level": result.level,
        "electors": result.electors,
        "voters": result.voters,
        "ballots": result.ballots,
        "blank": result.blank,
        "valid": result.valid,
        "lists": [_list_facts(one) for one in result.lists],
        "seats": result.allocation and _seat_facts(result.allocation),
        "previous": previous if result.previous else None,
        "closed_at": local(result.closed_at, zone),
        "counted_at": local(result.counted_at, zone),
        "checked": result.checked,
        "archive": result.archive,
    }


def _list_facts(one: ListResult) -> dict[str, Any]:
    before = one.before and {"votes": one.before.votes, "seats": one.before.seats}
    return {
        "order": one.order,
        "name": one.name,
        "short": one.short,
        "votes": one.votes,
        "seats": one.seats,
        "elected": list(one.elected),
        "before": before,
    }


def _seat_facts(allocation: Allocation) -> dict[str, Any]:
    return {
        "seats": allocation.seats,
        "quotient": {"votes": allocation.valid, "seats": allocation.seats},
        "lists": [
            {"order": one.order, "by_quotient": one.by_quotient, "won": one.won}
            for one in allocation.lists
        ],
        "remaining": [_remaining_facts(one) for one in allocation.remaining],
        "vacant": allocation.vacant,
    }


def _remaining_facts(seat: RemainingSeat) -> dict[str, Any]:
    return {
        "number": seat.number,
        "averages": [
            {"order": one.order, "votes": one.votes, "divided_by": one.seats + 1}
            for one in seat.averages
        ],
        "tied": list(seat.tied),
        "winner": seat.winner,
        "reason": seat.reason,
    }
