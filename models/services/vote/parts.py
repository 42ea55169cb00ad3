"""The parts of what a seal covers."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """A part of what is sealed."""

    PROGRAM = "program"
    FILE = "file"
    LISTS = "lists"
    KEYS = "keys"
    ROLL = "roll"
    CREDENTIALS = "credentials"

    @property
    def label(self) -> str:
        """As a person reads it."""
        return _LABELS[self]


_LABELS = {
    Part.PROGRAM: "le programme",
    Part.FILE: "le fichier d'élection",
    Part.LISTS: "les listes de candidats",
    Part.KEYS: "les clés du bureau",
    Part.ROLL: "la liste électorale",
    Part.CREDENTIALS: "les éléments publics des notices",
}

QUICK = (Part.PROGRAM, Part.FILE, Part.LISTS, Part.KEYS)
"""What each visit looks at: the others are read row by row, for seconds in a ministry."""

OF_FILES = (Part.PROGRAM, Part.FILE, Part.LISTS)
"""What is no part of the database."""
