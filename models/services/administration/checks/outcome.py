"""What a check is, and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.context import Context
from models.tables.rights import Machine
from models.views.findings import Level


@dataclass(frozen=True, slots=True)
class Outcome:
    """One observation, which becomes a `Finding` under the subject of its check.

    Attributes:
        level: How serious it is.
        text: What was found, or is to be done.
        command: The command of this program that the text names.
    """

    level: Level
    text: str
    command: str | None = None

    @property
    def good(self) -> bool:
        """Whether nothing is to be done."""
        return self.level is Level.OK


def good(text: str) -> Outcome:
    """Return an observation with which nothing is to be done."""
    return Outcome(Level.OK, text)


def doubtful(text: str, command: str | None = None) -> Outcome:
    """Return an observation that somebody should look at, and by which command."""
    return Outcome(Level.ATTENTION, text, command)


def bad(text: str, command: str | None = None) -> Outcome:
    """Return an observation that says what to do, and by which command of this program."""
    return Outcome(Level.FAULT, text, command)


@dataclass(frozen=True, slots=True)
class Installation:
    """What is checked.

    Attributes:
        context: The election.
        file: The election file, to be looked at too; None if it is looked at elsewhere.
        machine: What kind of machine this is, None for the administrator's.
        quick: Whether a monitor asks, who is told rather that something is busy than waits for it.
    """

    context: Context
    file: Path | None = None
    machine: Machine | None = None
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A look at one thing.

    Attributes:
        subject: Stable word for programs.
        label: The same for a person.
        look: Returns what was found, nothing if it does not apply; may raise an `EspaceError`,
            whose sentence is then the finding.
        quick: Whether it asks nobody but the files of this machine and the database, little.
    """

    subject: str
    label: str
    look: Callable[[Installation], list[Outcome]]
    quick: bool = True
