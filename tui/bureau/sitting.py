"""Who of the board is there, in front of this screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.application.timing import since_boot

if TYPE_CHECKING:
    from models import Presence

FORGOTTEN_AFTER = 15 * 60.0
"""Seconds without a key after which nobody is taken to be there any more."""


@dataclass(slots=True)
class Sitting:
    """The members who have shown who they are, since the first of them came.

    Attributes:
        present: In the order in which they came.
        forgotten: Whether those who were there were forgotten because no key was touched, and
            nobody has come since.
        elapsed: Returns seconds that no setting of the clock changes.
    """

    present: list[Presence] = field(default_factory=list)
    forgotten: bool = False
    elapsed: Callable[[], float] = since_boot
    _touched: float = 0.0

    def __post_init__(self) -> None:
        """Begin with somebody in front of the screen."""
        self.touch()

    def come(self, presence: Presence) -> None:
        """Take a member in; who comes again is there once."""
        self.present = [one for one in self.present if one.member != presence.member]
        self.present.append(presence)
        self.forgotten = False

    def end(self) -> None:
        """Nobody is there any more."""
        self.present, self.forgotten = [], False

    def touch(self) -> None:
        """Note that somebody has touched a key."""
        self._touched = self.elapsed()

    @property
    def idle_too_long(self) -> bool:
        """Whether nobody has touched a key for so long that all may have gone."""
        return self.elapsed() - self._touched >= FORGOTTEN_AFTER

    def forget(self) -> None:
        """Take nobody to be there any more, as no key was touched."""
        self.forgotten = self.forgotten or bool(self.present)
        self.present = []
