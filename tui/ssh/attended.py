"""A session as the host attends it."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from tui.hosts.visit_record import VisitRecord
from tui.ssh.room_messages import Seen

if TYPE_CHECKING:
    from datetime import datetime

    from tui.hosts.visit_process import VisitProcess
    from tui.ssh.messages import Begin, Line
    from tui.ssh.room_messages import Here

LAST_MOMENTS = 5.0
"""Seconds that a session has to end after it was asked to, before it is killed."""


@dataclass(slots=True)
class Attended:
    """A session's process and what is known of it.

    Attributes:
        begin: What its client asked for.
        process: The process.
        line: To it.
        begun: When, aware.
        group: Code of the group that it has joined, of a trainer's own one, or empty.
        record: Its reports.
        here: Where the person is, as was last said.
        code: By which others look at it, or empty.
        viewers: How many do.
        dismissed: A trainer has ended it.
        killed_at: By `monotonic`, when it is killed; None: it was not asked to end.
    """

    begin: Begin
    process: VisitProcess
    line: Line
    begun: datetime
    group: str
    record: VisitRecord = field(default_factory=VisitRecord)
    here: Here | None = None
    code: str = ""
    viewers: int = 0
    dismissed: bool = False
    killed_at: float | None = None

    @property
    def seen(self) -> Seen:
        """What a trainer sees of it."""
        begin = self.begin
        terminal = begin.environment.get("TERM", "")
        return Seen(
            begin.number,
            self.begun,
            terminal,
            begin.address,
            self.here,
            self.group,
            self.code,
            self.viewers,
            begin.trains,
        )

    def ask_to_end(self) -> None:
        """Ask it to end, and set when it is killed."""
        if self.killed_at is None:
            self.process.send(signal.SIGTERM)
            self.killed_at = monotonic() + LAST_MOMENTS

    def close(self) -> None:
        """Close what leads to it."""
        self.line.close()
        self.process.close()
