"""Who of the board is there, in front of this screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Presence


@dataclass(slots=True)
class Sitting:
    """The members who have shown who they are, since the first of them came.

    Attributes:
        present: In the order in which they came.
    """

    present: list[Presence] = field(default_factory=list)

    def come(self, presence: Presence) -> None:
        """Take a member in; who comes again is there once."""
        self.present = [one for one in self.present if one.member != presence.member]
        self.present.append(presence)

    def end(self) -> None:
        """Nobody is there any more."""
        self.present = []
