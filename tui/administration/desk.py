"""`admin status --desk`: who stands still, and what people call for."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import models
from models import StatusAxis, say_number
from tui.administration.status import lines_of, numbers_of
from tui.command_line.saying import say, say_json
from tui.desk.words import CAUSES, STUCK

if TYPE_CHECKING:
    from models import Board, Espace


def print_desk(espace: Espace, *, as_json: bool, as_csv: bool) -> None:
    """Print the day of the helpdesk, or for a program."""
    board = espace.desk.count_desk()
    if as_json:
        say_json(_facts(board, espace.desk.count_desk(StatusAxis.SCHOOL)))
    elif as_csv:
        print(models.desk_csv(board, espace.desk.count_desk(StatusAxis.SCHOOL)), end="")
    else:
        _print_page(board)


def _facts(board: Board, schools: Board) -> dict[str, object]:
    return {
        "at": board.at.isoformat(),
        "stuck": asdict(board.stuck),
        "open_calls": board.open_calls,
        "calls": {cause.value: number for cause, number in board.calls},
        "hours": list(board.hours),
        "total": numbers_of(board.total),
        "corps": lines_of(board.lines),
        "schools": lines_of(schools.lines),
    }


def _print_page(board: Board) -> None:
    for name, number in asdict(board.stuck).items():
        say(f"{STUCK[name]} : {say_number(number)}")
    say(f"Appels ouverts : {say_number(board.open_calls)}")
    for cause, number in board.calls:
        say(f"  {CAUSES[cause]} : {say_number(number)}")
    say(f"Comptes confirmés depuis 24 heures : {say_number(sum(board.hours))}")
