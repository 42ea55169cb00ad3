"""Shares of the members as they are found on sticks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.views.vote_board import BoardMember


@dataclass(frozen=True, slots=True)
class FoundShare:
    """A member's file, found on a stick.

    Attributes:
        path: Where it is.
        member: Whose it says to be.
        fits: Whether it is of the keys of this election.
    """

    path: Path
    member: BoardMember
    fits: bool
