"""What a member of the board types for the minutes."""

from __future__ import annotations

from enum import Enum

from models.rules.text import clean_text

LONGEST = 2_000
"""Characters of an incident: half a page of the minutes."""
MOST_TYPED = 65_536
"""Characters that are looked at at all."""


class IncidentFault(Enum):
    """Why a text is none for the minutes."""

    EMPTY = "empty"
    LONG = "long"


def clean_incident(typed: str) -> str | IncidentFault:
    """Return a text as the minutes have it, or why it is none.

    What commands a terminal is dropped; lines keep their ends, their spaces at the ends go.

    Args:
        typed: As it was typed or pasted.
    """
    text, cut = clean_text(typed, MOST_TYPED)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    cleaned = "\n".join(lines).strip()
    if not cleaned:
        return IncidentFault.EMPTY
    return IncidentFault.LONG if cut or len(cleaned) > LONGEST else cleaned
