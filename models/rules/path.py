"""The steps of the leaflet's path: which ones an election has, and their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PathStep(StrEnum):
    """A step of the path, which is a door of the home screen: its texts are named after it."""

    MAILBOX = "mailbox"
    ACCOUNT = "account"
    SPACE = "space"


@dataclass(frozen=True, slots=True)
class VoterPath:
    """The steps that lead to the scrutins.

    Attributes:
        steps: In their order; the voter space is the last one.
    """

    steps: tuple[PathStep, ...]

    @property
    def has_mailbox(self) -> bool:
        """Whether the professional mailbox is opened in this program."""
        return PathStep.MAILBOX in self.steps

    def number_of(self, step: PathStep) -> int:
        """Return what a step is called: the first one is 1.

        Raises:
            ValueError: The path has no such step.
        """
        return self.steps.index(step) + 1

    def step_numbered(self, number: int) -> PathStep | None:
        """Return the step of a number, None if the path has none."""
        return self.steps[number - 1] if 0 < number <= len(self.steps) else None


WHOLE_PATH = VoterPath((PathStep.MAILBOX, PathStep.ACCOUNT, PathStep.SPACE))
MAIL_ELSEWHERE = VoterPath((PathStep.ACCOUNT, PathStep.SPACE))
"""Its people read their mails in a program of their own."""
