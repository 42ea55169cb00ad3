"""What the rehearsal of a vote has given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RehearsedScrutin:
    """A scrutin that was rehearsed: what was counted is what had been voted.

    Attributes:
        code: As the election file names it.
        title: In full.
        lists: The short names of the lists, in their order.
        blank: How many ballots were blank.
        votes: How many chose each list, in their order.
        archive: The file that belenios-tool verifies.
    """

    code: str
    title: str
    lists: tuple[str, ...]
    blank: int
    votes: tuple[int, ...]
    archive: Path

    @property
    def ballots(self) -> int:
        """How many ballots there were."""
        return self.blank + sum(self.votes)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All scrutins that were rehearsed.

    Attributes:
        scrutins: In the order of the election file.
        size: How many members the board had.
        opened_by: The numbers of those who opened the urns.
        engines: Which programs made, checked and counted the ballots.
        verified: How many implementations that is, in French.
        seconds: How long it took.
    """

    scrutins: tuple[RehearsedScrutin, ...]
    size: int
    opened_by: tuple[int, ...]
    engines: tuple[str, ...]
    verified: str
    seconds: float
