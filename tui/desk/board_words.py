"""The supervisor's board in lines: bars, and the hours as a row of small columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from models import say_count, say_number
from tui.desk.words import CAUSES, STUCK
from tui.visit.bars import bar, spark

if TYPE_CHECKING:
    from models import Board, StatusCount
    from tui.visit.glyphs import Part

LABEL = 34
MOST_LINES = 8


def total_parts(board: Board) -> tuple[Part, ...]:
    """Return how many of all electors have confirmed an account."""
    total = board.total
    return (
        (f"{_rate(total)} % ", ".strong"),
        f"des personnes ont confirmé leur compte électeur : {say_number(total.confirmed)} sur "
        f"{say_number(total.electors)}",
    )


def hour_parts(board: Board, *, console: bool) -> tuple[Part, ...]:
    """Return the confirmations of the last 24 hours; a console has no small columns."""
    shown = "" if console else f"{spark(board.hours)}  "
    confirmed = say_count(sum(board.hours), "confirmé")
    return (shown, ".accent"), f"{confirmed} depuis 24 heures"


def stuck_parts(board: Board) -> tuple[Part, ...]:
    """Return who stands still, a line each."""
    parts: list[Part] = []
    for name, number in asdict(board.stuck).items():
        parts += [f"{STUCK[name]} ".ljust(LABEL), (say_number(number), ".strong"), "\n"]
    return tuple(parts[:-1])


def call_parts(board: Board) -> tuple[Part, ...]:
    """Return the calls of today by cause, each with its bar."""
    calls = sum(number for _, number in board.calls)
    parts: list[Part] = [f"Appels ouverts : {say_number(board.open_calls)}"]
    for cause, number in board.calls[:MOST_LINES]:
        parts += ["\n", f"{CAUSES[cause]} ".ljust(LABEL), *bar(number, calls)]
        parts.append((f" {say_number(number)}", ".strong"))
    return tuple(parts)


def line_parts(lines: Sequence[StatusCount]) -> tuple[Part, ...]:
    """Return the lines with the lowest activation first, each with its bar."""
    lowest = sorted(
        (one for one in lines if one.electors), key=lambda one: one.confirmed / one.electors
    )
    parts: list[Part] = []
    for one in lowest[:MOST_LINES]:
        label = one.label if len(one.label) < LABEL else f"{one.label[: LABEL - 2]}…"
        parts += [f"{label} ".ljust(LABEL), *bar(one.confirmed, one.electors)]
        parts += [(f" {_rate(one)} %", ".strong"), f" de {say_number(one.electors)}", "\n"]
    return tuple(parts[:-1])


def _rate(line: StatusCount) -> int:
    return round(100 * line.confirmed / line.electors) if line.electors else 0
