"""The sign of the row on which Enter acts, also where there are no colours."""

from __future__ import annotations

POINTER = "▸"


def pointer(here: bool) -> str:
    """Return the sign, or a space that is as wide, so that nothing moves as it goes."""
    return POINTER if here else " "
