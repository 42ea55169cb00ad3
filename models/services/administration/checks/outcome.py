"""What a check returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.context import Context


@dataclass(frozen=True, slots=True)
class Outcome:
    """One observation: whether it is good, and what was found or is to be done."""

    good: bool
    text: str


Check = Callable[[Context], list[Outcome]]
"""Looks at one thing; may raise an `EspaceError`, whose sentence is then the finding."""


def good(text: str) -> Outcome:
    """Return an observation with which nothing is to be done."""
    return Outcome(True, text)


def bad(text: str) -> Outcome:
    """Return an observation that says what to do."""
    return Outcome(False, text)
