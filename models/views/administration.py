"""What the administrator's commands get out of the door: counts, findings, reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class StatusAxis(Enum):
    """By what the progress of an election is counted."""

    CORPS = "corps"
    SCHOOL = "school"
    DAY = "day"
    SCRUTIN = "scrutin"


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How far the electors of one line have come.

    Attributes:
        key: Code of the corps, UAI of the school, ISO date or code of the scrutin.
        label: What a person reads.
        electors: People of the roll; 0 for a day.
        opened: Mailboxes that have been opened.
        accounts: Voter accounts created, confirmed or not.
        confirmed: Voter accounts confirmed.
    """

    key: str
    label: str
    electors: int
    opened: int
    accounts: int
    confirmed: int


ALARM = 0.8
"""Of the mails an hour: what is above is said before the ceiling is reached."""


@dataclass(frozen=True, slots=True)
class MailCounts:
    """The mails of the election.

    Attributes:
        full: Those that wait for room in their mailbox.
        oldest_waiting: Aware; when the oldest one that waits was written.
        last_hour: Those that were asked for in the last hour.
        most_an_hour: Above so many, only visits that have opened their mailbox get any.
    """

    waiting: int
    full: int
    sent: int
    refused: int
    oldest_waiting: datetime | None
    last_hour: int
    most_an_hour: int

    @property
    def many(self) -> bool:
        """Whether so many are asked for that somebody should look why."""
        return self.last_hour >= ALARM * self.most_an_hour


@dataclass(frozen=True, slots=True)
class Status:
    """How far an election is.

    Attributes:
        axis: By what the lines are counted.
        at: Aware; when it was counted.
        total: All the electors together; for days, the sums of the days.
        lines: One a corps, school, day or scrutin.
        purged_at: Aware; when the people were deleted, the counts being those
            of that moment. None before.
        opens_mailboxes: Whether the election's people open their mailboxes here.
    """

    title: str
    axis: StatusAxis
    at: datetime
    total: StatusCount
    lines: tuple[StatusCount, ...]
    mails: MailCounts
    purged_at: datetime | None
    opens_mailboxes: bool = True


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What was undone for an address.

    Attributes:
        waits: Counts of wrong tries.
        mails: Of the last day.
        budgets: Acts of the helpdesk that are limited a day.
        address: Whose waits they were; empty if the caller knows.
        on_roll: Whether it is somebody's.
    """

    waits: int
    mails: int
    budgets: int = 0
    address: str = field(default="", repr=False)
    on_roll: bool = True


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was written or restored, and checked.

    Attributes:
        tables: Number of tables.
        rows: Rows of all tables.
        size: Bytes of the file.
        with_keys: Whether the file holds the keys too.
        audit_events: Events of the audit chain.
        first_fault: Sequence number of the first event that does not fit in the
            database itself, or None.
        proved: Whether a key of this machine shows that it is as it was written.
    """

    tables: int
    rows: int
    size: int
    with_keys: bool
    audit_events: int
    first_fault: int | None
    proved: bool


class PurgeStage(Enum):
    """Which part of an election that is over a purge deletes."""

    ACCOUNTS = "accounts"
    """Accounts, mailboxes, mails, codes and the helpdesk; what the sealed vote rests on stays."""
    VOTE = "vote"
    """Roll, signature lists, urns and keys of the board too: all that names a person."""
    PEOPLE = "people"
    """All that names a person, at once: nothing was sealed."""


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """Rows that a purge deletes, or has deleted, by what they are.

    Attributes:
        counts: Stable word, French words and number of each kind.
        done: False for a dry run.
        stage: Which part of the election goes; None: only what is past its use.
        rest_due: Aware; from when the rest can be deleted. None: there is no rest.
        uncounted: Codes of the scrutins whose ballots go without a result.
    """

    counts: tuple[tuple[str, str, int], ...]
    done: bool
    stage: PurgeStage | None = None
    rest_due: datetime | None = None
    uncounted: tuple[str, ...] = ()
