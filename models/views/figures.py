"""The figures that a monitor reads again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.views.administration import StatusCount
from models.views.findings import Level
from models.views.mail import MailState


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of the whole election; none of a group, a person or a ballot.

    Attributes:
        at: Aware; when they were counted.
        total: Electors, mailboxes opened, accounts.
        mails: How many mails with a code there are, by their state. The others are left out:
            a receipt is written with each ballot.
        oldest_waiting: Aware; when the oldest of them that waits was written, None if none does.
        kiosks: How many kiosks have reported lately, the silent ones too.
        silent_kiosks: How many of them have stopped.
    """

    at: datetime
    total: StatusCount
    mails: Mapping[MailState, int]
    oldest_waiting: datetime | None
    kiosks: int
    silent_kiosks: int


Levels = Mapping[str, Level]
"""The most serious level of each subject of a check."""
