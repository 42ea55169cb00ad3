"""A measured figure, and the limit that it keeps on a machine as busy as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

SPEEDS = frozenset({"ms", "s", "/s"})
"""Units of what another program on the machine makes worse."""

QUICKEST = 10
RANKS = {QUICKEST: "premier décile", 50: "médiane", 95: "95e centile", 99: "99e centile"}
"""Percentiles that are shown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    A limit is of the value divided by its yardstick, so that it holds on a slow or
    busy machine as well. Counts, bytes and memory are the same on any machine: their
    limit may be `absolute`.

    Attributes:
        name: What was measured, in French.
        value: The measure.
        unit: Of the value, the yardstick, the aim and an absolute limit.
        yardstick: What the plainest program takes in the same run for the same work.
        limit: Where the ratio must stay, or the value if `absolute`; None for a note.
        at_least: The limit is a floor; otherwise a ceiling.
        absolute: The limit is of the value itself.
        aim: Where the value should be on an idle machine. It is shown and never enforced.
    """

    name: str
    value: float
    unit: str
    yardstick: float | None
    limit: float | None
    at_least: bool = False
    absolute: bool = False
    aim: float | None = None

    def __post_init__(self) -> None:
        """Check the limit.

        Raises:
            ValueError: A limit that depends on what else the machine does, or a ratio to nothing.
        """
        if self.absolute and self.unit in SPEEDS:
            raise ValueError(f"{self.name}: an absolute limit in {self.unit}")
        if not self.absolute and not self.yardstick:
            raise ValueError(f"{self.name}: a ratio without a yardstick")

    @property
    def ratio(self) -> float | None:
        """The value divided by its yardstick; None without a yardstick, or if that is 0."""
        return self.value / self.yardstick if self.yardstick else None

    @property
    def misses_aim(self) -> bool:
        """Whether there is an aim and the value does not reach it."""
        if self.aim is None:
            return False
        return self.value < self.aim if self.at_least else self.value > self.aim

    @property
    def limited(self) -> float:
        """What the limit is of: the ratio, or the value if the limit is absolute."""
        if self.absolute or self.ratio is None:
            return self.value
        return self.ratio

    @property
    def holds(self) -> bool:
        """Whether the limit is kept, if there is one."""
        if self.limit is None:
            return True
        return self.limited >= self.limit if self.at_least else self.limited <= self.limit


def by_rank(
    name: str,
    values: Sequence[float],
    yardstick: Sequence[float],
    limit: float,
    ranks: Iterable[int] = (),
    aim: float | None = None,
) -> list[Figure]:
    """Return percentiles of times in milliseconds, each beside the same one of the yardstick.

    Other programs only ever lengthen a time. The first decile is what was measured by
    itself: it stays the same multiple of its yardstick's while they keep every core busy
    (créer un compte: 3.6 at 74 % and at 96 %), so that it has the limit. The higher ranks
    are theirs as much as ours (lister les scrutins, 99th percentile: 2 to 18 times the
    yardstick's): they have an aim only.

    Args:
        name: What was measured, in French.
        values: Its times.
        yardstick: Those of the yardstick, taken in turn with them.
        limit: Of the ratio of the first deciles.
        ranks: Percentiles that are shown besides, of `RANKS`.
        aim: Of these, in milliseconds.
    """
    return [
        Figure(
            f"{name}, {RANKS[rank]}",
            percentile(values, rank),
            "ms",
            percentile(yardstick, rank),
            limit if rank == QUICKEST else None,
            aim=None if rank == QUICKEST else aim,
        )
        for rank in (QUICKEST, *ranks)
    ]


def percentile(values: Sequence[float], rank: int) -> float:
    """Return a percentile, from 1 to 99, of at least two values."""
    return quantiles(values, n=100, method="inclusive")[rank - 1]
