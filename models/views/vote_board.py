"""The board: bureau de vote électronique."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BoardRole(StrEnum):
    """What a member is on the board."""

    PRESIDENT = "president"
    SECRETARY = "secretary"
    DELEGATE = "delegate"

    @property
    def french(self) -> str:
        """As a person reads it."""
        return _FRENCH[self]


_FRENCH = {
    BoardRole.PRESIDENT: "présidence",
    BoardRole.SECRETARY: "secrétariat",
    BoardRole.DELEGATE: "délégation",
}


@dataclass(frozen=True, slots=True)
class BoardMember:
    """A member of the board.

    Attributes:
        number: From 1.
        name: As the election file has it.
        role: On the board.
    """

    number: int
    name: str
    role: BoardRole
