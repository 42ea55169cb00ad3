"""How many sessions a host has held, on which terminals, how long, and whom it has refused."""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from models import SSH_STATUS
from tui.logs.events import EVENTS, write_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from tui.ssh.attended import Attended

MINUTE = 60.0
SOON = 1.0
"""Seconds between two changes of the file."""
NAMED = 12
"""Terminals that are named; the others are counted together."""


@dataclass(slots=True)
class Figures:
    """The figures of one host since it started.

    Attributes:
        started: Aware.
        directory: Where the file is.
        begun: Sessions, those of trainers among them.
        ended: Those of them that are over.
        faults: Those of them that a fault has ended.
        seconds: Of all sessions that are over.
        longest: Seconds of the longest of them.
        terminals: Sessions by TERM.
        refused: People who were refused, by reason.
    """

    started: datetime
    directory: Path
    begun: int = 0
    ended: int = 0
    faults: int = 0
    seconds: float = 0.0
    longest: float = 0.0
    terminals: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _logged: float = field(default_factory=monotonic)
    _written: float = 0.0
    _last: str = ""

    def begins(self, session: Attended) -> None:
        """Count a session."""
        self.begun += 1
        self.terminals[session.begin.environment.get("TERM", "")] += 1

    def ends(self, session: Attended, *, fault: bool) -> None:
        """Count the end of one."""
        self.ended += 1
        self.faults += fault
        self.seconds += session.record.seconds
        self.longest = max(self.longest, session.record.seconds)

    def look(self, sessions: Collection[Attended], now: datetime) -> None:
        """Write the figures, at most once a second to the file and once a minute to the log."""
        since = monotonic()
        if since >= self._logged + MINUTE:
            self._logged = since
            self.log(sessions)
        facts = json.dumps(self.facts(sessions), ensure_ascii=False)
        if facts != self._last and since >= self._written + SOON:
            self._last, self._written = facts, since
            self._write(facts)

    def facts(self, present: Collection[Attended]) -> dict[str, object]:
        """Return the figures, as a program reads them, with the sessions that live."""
        return {
            "pid": os.getpid(),
            "started": self.started.astimezone(UTC).isoformat(timespec="seconds"),
            **self._counts(present),
            "terminals": dict(self.terminals.most_common(NAMED)),
            "refused": dict(self.refused),
        }

    def log(self, present: Collection[Attended]) -> None:
        """Write one line to the log; a full disk stops no host."""
        facts: dict[str, object] = {
            **self._counts(present),
            "refused": self.refused.total(),
            "terminals": [f"{name}:{count}" for name, count in self.terminals.most_common(NAMED)],
            "reasons": [f"{reason}:{count}" for reason, count in sorted(self.refused.items())],
        }
        with suppress(OSError):
            write_line(EVENTS, "ssh_sessions", "info", facts)

    def _counts(self, present: Collection[Attended]) -> dict[str, int]:
        return {
            "sessions": len(present),
            "assistance": sum(one.begin.assists for one in present),
            "begun": self.begun,
            "ended": self.ended,
            "faults": self.faults,
            "mean_seconds": round(self.seconds / self.ended) if self.ended else 0,
            "longest_seconds": round(self.longest),
        }

    def _write(self, facts: str) -> None:
        draft = self.directory / f".{SSH_STATUS}"
        with suppress(OSError):
            draft.write_text(facts, encoding="utf-8")
            draft.replace(self.directory / SSH_STATUS)

    def close(self) -> None:
        """Take the file away, and write the last line."""
        self.log(())
        with suppress(OSError):
            (self.directory / SSH_STATUS).unlink()
