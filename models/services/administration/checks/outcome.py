"""What a check returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.context import Context


@dataclass(frozen=True, slots=True)
class Outcome:
    """One observation, which becomes a `Finding` under the subject of its check.

    Attributes:
        good: Whether nothing is to be done.
        text: What was found, or is to be done.
        command: The command of this program that the text names.
    """

    good: bool
    text: str
    command: str | None = None


Check = Callable[[Context], list[Outcome]]
"""Looks at one thing; may raise an `EspaceError`, whose sentence is then the finding."""


def good(text: str) -> Outcome:
    """Return an observation with which nothing is to be done."""
    return Outcome(True, text)


def bad(text: str, command: str | None = None) -> Outcome:
    """Return an observation that says what to do, and by which command of this program."""
    return Outcome(False, text, command)
