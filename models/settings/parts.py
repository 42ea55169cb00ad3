"""What every section of the election file is made of."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from models.rules.french_dates import say_duration

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]

Backend = Literal["embedded", "smtp-imap"]
"""What keeps the mailboxes: this database, or the mail servers of the académie."""

Wait = Annotated[timedelta, Field(gt=timedelta())]
"""A duration; a number in the file is in seconds."""


def within(least: timedelta, most: timedelta) -> AfterValidator:
    """Return what refuses a duration outside of two bounds, and says them."""

    def check(given: timedelta) -> timedelta:
        if not least <= given <= most:
            raise ValueError(f"entre {say_duration(least)} et {say_duration(most)}")
        return given

    return AfterValidator(check)


def default_wait(seconds: float) -> timedelta:
    """Return the default of a `Wait`."""
    return timedelta(seconds=seconds)


class CommandAdvice(ValueError):
    """A value is wrong, and a command of this program makes a right one.

    Attributes:
        command: The command, which the reason names, as `admin staff-code`.
    """

    def __init__(self, reason: str, command: str) -> None:
        """Hold the command too."""
        super().__init__(reason)
        self.command = command


class Section(BaseModel):
    """A table of the file: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
