"""What the process of a visit reports to the host that forked it: that it lives, and its step.

One word a line through a pipe, none of it a name or a value that was typed. Lines are
short: the kernel writes each of them whole. No write blocks: if the pipe is full the host
has more pressing needs, and if it is gone the visit ends by other means.
"""

from __future__ import annotations

import os
from contextlib import suppress

from models import VisitEnd, VisitStep

BEAT, READY, BEGUN, STEP, ENDED, FAULT, SAVED, STAFF = (
    "beat",
    "ready",
    "begun",
    "step",
    "ended",
    "fault",
    "saved",
    "staff",
)


class Reports:
    """The writing end, in the process of the visit.

    Attributes:
        descriptor: Of the pipe.
    """

    def __init__(self, descriptor: int) -> None:
        """Take the pipe."""
        os.set_blocking(descriptor, False)
        self.descriptor = descriptor

    def beat(self) -> None:
        """Say that the event loop runs."""
        self._tell(BEAT)

    def ready(self) -> None:
        """Say that the first screen is shown."""
        self._tell(READY)

    def begun(self) -> None:
        """Say that a person has come."""
        self._tell(BEGUN)

    def step(self, step: VisitStep) -> None:
        """Say which step of the path the person has reached."""
        self._tell(STEP, step.value)

    def ended(self, reason: VisitEnd) -> None:
        """Say why the visit ends; the process is about to leave."""
        self._tell(ENDED, reason.value)

    def fault(self, reference: str) -> None:
        """Say under which reference a fault of the program was recorded."""
        self._tell(FAULT, reference)

    def saved(self, visits: int) -> None:
        """Say that so many ended visits, the oldest ones, are in the database now."""
        self._tell(SAVED, str(visits))

    def staff_leaves(self) -> None:
        """Say that the staff code was right: the kiosk is to be left."""
        self._tell(STAFF)

    def _tell(self, *words: str) -> None:
        with suppress(OSError):
            os.write(self.descriptor, (" ".join(words) + "\n").encode("ascii"))
