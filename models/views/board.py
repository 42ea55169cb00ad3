"""What a supervisor of the helpdesk sees of the election and of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.views.administration import StatusAxis, StatusCount
from models.views.desk_calls import Cause


@dataclass(frozen=True, slots=True)
class Stuck:
    """How many people stand still now, by what keeps them.

    Attributes:
        unopened: Mailboxes that were never opened.
        full: Mails with a code that wait for room in a mailbox.
        expired: Accounts that wait for a confirmation whose code has expired.
        refused: Mails with a code that is still good, refused by a mail system.
        disabled: Accounts that are disabled.
    """

    unopened: int
    full: int
    expired: int
    refused: int
    disabled: int


@dataclass(frozen=True, slots=True)
class Board:
    """The day of the helpdesk.

    Attributes:
        at: When it was counted, aware.
        axis: By what the lines are counted.
        hours: Accounts confirmed in each of the last 24 hours, the oldest first.
        open_calls: Calls that are in hand, aside or to be returned.
        calls: Calls that were closed today by their cause, the most frequent first.
    """

    at: datetime
    axis: StatusAxis
    total: StatusCount
    lines: tuple[StatusCount, ...]
    hours: tuple[int, ...]
    stuck: Stuck
    open_calls: int
    calls: tuple[tuple[Cause, int], ...]
