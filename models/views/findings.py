"""What checks find, and how serious it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How serious a finding is; the value is the exit status of a monitor's check."""

    OK = 0
    """Nothing is to be done."""
    ATTENTION = 1
    """It works, and somebody should look."""
    FAULT = 2
    """Something does not work, or is open to others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        subject: Stable word for programs: `database`, `keys`, `smtp`.
        label: The same for a person.
        level: How serious it is.
        text: What was found and, if it is not good, what to do.
        command: The command of this program that the text names, as `admin migrate`.
    """

    subject: str
    label: str
    level: Level
    text: str
    command: str | None = None

    @property
    def good(self) -> bool:
        """Whether nothing is to be done."""
        return self.level is Level.OK


def worst(findings: Iterable[Finding]) -> Level:
    """Return the most serious level of some findings, `OK` without any."""
    return max((finding.level for finding in findings), default=Level.OK)
