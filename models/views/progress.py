"""How far something is that takes long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Stage(Enum):
    """What is being done; the value is what a person reads."""

    READING = "Lecture et vérification"
    COMPARING = "Comparaison avec la liste connue"
    HASHING = "Protection des mots de passe"
    WRITING = "Écriture"
    CHECKING = "Vérification"
    KEEPING = "Enregistrement"
    """From here on it cannot be interrupted any more."""
    PRINTING = "Impression des notices"
    KEYS = "Clés du bureau"
    BALLOTS = "Bulletins"
    ADDING_UP = "Bulletins vérifiés et additionnés"
    """Interrupted, it goes on with the next urn."""
    COUNTING = "Dépouillement et vérification"
    INDEXING = "Recherche de l'assistance"
    """Interrupted, it goes on the next time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is.

    Attributes:
        done: In the unit of the stage: bytes, people, rows or steps.
        total: Of the same unit.
    """

    stage: Stage
    done: int
    total: int


Tell: TypeAlias = Callable[[Progress], None]


def tell_nobody(progress: Progress) -> None:
    """Do nothing."""


class Counted:
    """Counts how far a stage is, and tells it."""

    def __init__(self, tell: Tell, stage: Stage, total: int) -> None:
        """Tell the beginning of a stage.

        Args:
            tell: Is called with how far it is.
            stage: What is being done.
            total: In the unit of the stage.
        """
        self._tell, self._stage, self._total = tell, stage, total
        self._done = 0
        self.add(0)

    def add(self, number: int) -> None:
        """Count some more, and tell it."""
        self._done += number
        self._tell(Progress(self._stage, self._done, self._total))
