"""Votes of a rehearsal or a trial election, a line each list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models import say_count, say_number
from tui.visit.bars import bar

if TYPE_CHECKING:
    from tui.visit.glyphs import Part

BLANK = "Votes blancs"
LABEL = 34
SAME = "ce qui est compté est ce qui a été voté"


def capitalised(words: str) -> str:
    """Return words as they begin a sentence: « Vérifié par deux programmes indépendants »."""
    return f"{words[:1].upper()}{words[1:]}"


def votes_parts(title: str, lists: Sequence[str], votes: Sequence[int]) -> tuple[Part, ...]:
    """Return a scrutin whose count is what was voted, in lines.

    Args:
        title: « CTM · Comité technique ministériel ».
        lists: The names of its lists, in their order.
        votes: Blank votes, then those of each list.
    """
    ballots = sum(votes)
    parts: list[Part] = [
        ("✓ ", ".kept"),
        (title, ".strong"),
        f"\n{say_count(ballots, 'bulletin')} : {SAME}.",
    ]
    for name, number in zip((*lists, BLANK), (*votes[1:], votes[0]), strict=True):
        label = name if len(name) < LABEL else f"{name[: LABEL - 2]}…"
        parts += [
            f"\n{label} ".ljust(LABEL + 1),
            *bar(number, ballots),
            (f" {say_number(number)}", ".strong"),
        ]
    return tuple(parts)
