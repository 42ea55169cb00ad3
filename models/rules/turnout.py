"""Which lines of a turnout are told: of a few electors it would tell who has voted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

FEWEST = 10
"""Electors of a line for its turnout to be told, and of all lines together that are not."""


class TurnoutLine(Protocol):
    """A line of an axis: a scrutin, a corps or a school."""

    @property
    def key(self) -> str:
        """What names it in its axis."""

    @property
    def electors(self) -> int:
        """How many may vote."""


Line = TypeVar("Line", bound=TurnoutLine)


def large_enough(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that are told, in their order.

    What is not told can be had by taking the others from the total: of a single line, or of several
    that are few people together, that would say as much as the line. So the next smallest is left
    out with them.

    Args:
        lines: All of an axis; those without electors tell of nobody.
    """
    told = sorted((one for one in lines if one.electors), key=lambda one: (-one.electors, one.key))
    hidden: list[Line] = []
    while told and (told[-1].electors < FEWEST or _tells(hidden)):
        hidden.append(told.pop())
    left_out = {one.key for one in hidden}
    return tuple(one for one in lines if one.key not in left_out)


def _tells(hidden: Sequence[TurnoutLine]) -> bool:
    """Return whether the sum of what is left out would say too much."""
    return bool(hidden) and (len(hidden) == 1 or sum(one.electors for one in hidden) < FEWEST)
